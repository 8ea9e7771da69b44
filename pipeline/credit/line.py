"""A credit line in any of several languages → its fields; what is not understood stays in `rest`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.credit.labels import Kind, Label, find_labels
from pipeline.credit.names import KANA, is_east_asian, read_names, read_outlet
from pipeline.credit.phrases import (
    BRACKETS,
    CLOSERS,
    EDGE,
    LINE_MAX,
    cut_at_closer,
    may_be_credit,
    notice_start,
    read_dateline,
    read_jobs,
    trim,
    unwrap,
    without_furniture,
)
from pipeline.dates import DateSpan, find_dates
from pipeline.model import Person, Role
from pipeline.patterns import lazy


@dataclass(frozen=True, slots=True)
class Fields:
    """What a line tells; with `original`, `outlet` is the portal that took it over."""

    outlet: str | None = None
    original: str | None = None
    byline: tuple[Person, ...] = ()
    editor: str | None = None
    published: str | None = None
    retrieved: str | None = None
    rights: str | None = None
    original_title: str | None = None
    rest: str = ""


@dataclass(slots=True)
class _Draft:
    """The fields while a line is walked through; of two that say the same thing the first wins."""

    is_japanese: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    byline: list[Person] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    known: int = 0  # labels understood, whether or not a field keeps what they say

    def put(self, key: str, text: str) -> None:
        self.known += 1
        if text:
            self.texts.setdefault(key, text)

    def add(self, people: tuple[Person, ...]) -> None:
        self.known += 1
        self.byline += [person for person in people if person not in self.byline]


_DATED: frozenset[Kind] = frozenset(("published", "dated", "updated", "retrieved"))
_TEXTS: frozenset[Kind] = frozenset(("outlet", "portal", "original"))
_WHOLE: frozenset[Kind] = frozenset(("title", "rights"))  # what they say runs to the line's end
_ROLES: dict[Kind, tuple[Role, ...]] = {
    "both": ("author", "photographer"),
    "author": ("author",),
    "reporter": ("reporter",),
    "correspondent": ("correspondent",),
    "translator": ("translator",),
    "photographer": ("photographer",),
}
_JAPANESE = lazy(rf"[{KANA}]|著者|編集|執筆|写真|撮影|出典|出所|訳")
_PARTED = lazy(r"(?:来\s+源|來\s+源|作\s+者|记\s+者|编\s+辑|时\s+间|日\s+期)(?=\s*[:：])")  # 来　源：
_AROUND = EDGE + "".join(BRACKETS) + "".join(CLOSERS)
BULLETS = " \u3000■□◎●◆◇▲△★☆※"  # before a reporter's name in newspapers
_ANNOUNCED = frozenset(("发布", "發布", "發佈", "发表", "發表", "刊发", "掲載", "公開", "配信"))
_UPDATED = frozenset(("更新", "修改", "更新日"))
_SENTENCE = lazy(r"[，。！？]|[a-zа-яé]{2}[.!?,] ")
_HEAD = lazy(r"\s?[（(][^（()）]{2,60}[)）]")
_TAIL = lazy(r"(?:\s?[（(【\[][^（()）【】\[\]]{2,80}[)）】\]])+\s?$")


def read_line(text: str, *, language: str | None = None) -> Fields:
    """Return the fields that a line tells; nothing is invented, and a sentence stays in `rest`."""
    draft = _walk(text, language or "")
    texts = draft.texts
    outlet, portal, original = texts.get("outlet"), texts.get("portal"), texts.get("original")
    if portal and outlet and portal != outlet:
        original = original or outlet
    return Fields(
        outlet=portal or outlet,
        original=original,
        byline=tuple(draft.byline),
        editor=texts.get("responsible") or texts.get("editor"),
        published=texts.get("published"),
        retrieved=texts.get("retrieved"),
        rights=texts.get("rights"),
        original_title=texts.get("title"),
        rest="  ".join(part for part in draft.rest if part),
    )


def is_credit_line(text: str) -> bool:
    """Tell whether a text is nothing but an article's credits; a mere date or a picture's credit is not."""
    if not may_be_credit(text):
        return False
    draft = _walk(text, "")
    if not draft.known or any(draft.rest):
        return False
    is_picture = bool(draft.byline) and all(person.role == "photographer" for person in draft.byline)
    return bool(draft.texts) or not is_picture


# A site's lines are much alike, and each is asked about more than once; nobody changes a draft given back.
@lru_cache(maxsize=512)
def _walk(text: str, language: str) -> _Draft:
    line = re.sub(r"[^\S\u3000]{2,}|\n", "  ", unicodedata.normalize("NFC", text))
    line, furniture = without_furniture(re.sub(r"[^\S\u3000 ]", " ", line).strip())
    draft = _Draft(known=furniture)
    line = unwrap(trim(_PARTED.sub(lambda match: "".join(match[0].split()), line).lstrip(BULLETS))).lstrip(
        BULLETS
    )
    if dateline := read_dateline(line):
        draft.put("outlet", dateline[0])
        line = line[dateline[1] :]
    if len(line) > LINE_MAX:
        line = _edges(line, draft)
    draft.is_japanese = language.startswith("ja") or bool(_JAPANESE.search(line))
    _read(line, draft)
    return draft


def _edges(text: str, draft: _Draft) -> str:
    """Keep a long text's first and last brackets for reading; its sentences are rest."""
    head, tail = _HEAD.match(text), _TAIL.search(text)
    start, end = head.end() if head else 0, tail.start() if tail else len(text)
    draft.rest.append(text[start:end].strip())
    return text[:start] + "  " + text[end:]


def _read(line: str, draft: _Draft) -> None:
    """Walk from label to label and from date to date; what stands between belongs to the mark before it."""
    marks = _marks(line)
    _keep_loose(line[: marks[0].start if marks else len(line)], draft)
    loose: list[tuple[int, DateSpan, bool]] = []
    neighbours: list[Label | DateSpan | None] = [None, *marks, None]
    for mark, before, following in zip(marks, neighbours, neighbours[2:], strict=False):
        value = line[mark.end : following.start if following else len(line)]
        if isinstance(mark, DateSpan) and value.strip(EDGE) in _ANNOUNCED | _UPDATED:  # 2021-06-18 发布
            draft.put("published" if value.strip(EDGE) in _ANNOUNCED else "updated", mark.iso)
        elif isinstance(mark, DateSpan):
            if not (isinstance(before, Label) and before.kind in _DATED):
                loose.append((len(draft.rest), mark, isinstance(following, Label) and not value.strip(EDGE)))
            _keep_loose(value, draft)
        elif mark.kind in _DATED:
            date = following if isinstance(following, DateSpan) and not value.strip(_AROUND) else None
            _keep_date(mark, date, line[mark.start : mark.end] + value, draft)
        else:
            inside, outside = cut_at_closer(value)
            if not _keep_labelled(mark, unwrap(inside.strip(EDGE)), draft):
                draft.rest.append((line[mark.start : mark.end] + inside).strip(EDGE))
            _keep_loose(outside, draft)
    _keep_loose_dates(loose, line, draft)


def _marks(line: str) -> list[Label | DateSpan]:
    """Return a line's labels and dates in order, none over another."""
    dates = list(find_dates(line))
    starts = {date.start for date in dates}
    labels = [
        label
        for label in find_labels(line, tuple(date.end for date in dates))
        if label.is_marked or label.kind not in _DATED or label.end in starts  # Published Works is no label
    ]
    if (notice := notice_start(line)) is not None:
        labels = [
            *(label for label in labels if label.start < notice),
            Label("rights", notice, notice, is_marked=True),
        ]
    whole = next((label.start for label in labels if label.kind in _WHOLE and label.is_marked), len(line))
    ends = {label.end for label in labels if label.kind in _DATED}
    # A mere month belongs to the outlet before it (The Gardener, May 2021), unless a label says otherwise.
    kept = [date for date in dates if date.start < whole and (len(date.iso) > 7 or date.start in ends)]
    both: list[Label | DateSpan] = [*labels, *kept]
    marks: list[Label | DateSpan] = []
    for mark in sorted(both, key=lambda mark: mark.start):
        if not marks or mark.start >= marks[-1].end:
            marks.append(mark)
    return marks


def _keep_date(label: Label, date: DateSpan | None, text: str, draft: _Draft) -> None:
    if date:
        draft.texts.setdefault("published" if label.kind == "dated" else label.kind, date.iso)
        draft.known += label.kind != "dated"  # 时间：… alone may announce a meeting
    elif label.is_marked and text[label.end - label.start :].strip(EDGE) == "":
        draft.known += 1
    else:
        draft.rest.append(text.strip(EDGE))


def _keep_loose_dates(loose: list[tuple[int, DateSpan, bool]], line: str, draft: _Draft) -> None:
    """Take a date without a label for the publication's, unless a sentence tells it."""
    is_prose = any(_SENTENCE.search(part) or len(part) > 60 for part in draft.rest) or any(
        line[date.end : date.end + 1] in {"，", "。"} for _, date, _ in loose
    )
    taken = [date for _, date, is_before_label in loose if is_before_label or not is_prose]
    if taken:
        draft.texts.setdefault("published", taken[0].iso)
    for place, date, _ in reversed(loose):
        if date not in taken:
            draft.rest.insert(place, line[date.start : date.end])


def _keep_labelled(label: Label, text: str, draft: _Draft) -> bool:
    """Keep what a label says; False where it cannot be what the label announces."""
    if label.kind == "supplied":
        names, rest = read_names(text, is_marked=False)
        label = replace(label, kind="author" if names and not rest else "outlet")
    is_behind = label.kind == "both" or (label.kind in _ROLES and draft.byline)  # 张三 编译
    if label.kind == "unread" or not (text or label.is_marked or is_behind):
        return False
    if label.kind in _WHOLE:
        draft.put(label.kind, text)
        return True
    if label.kind in _TEXTS:
        outlet, rest = read_outlet(text, is_marked=label.is_marked)
        if outlet or not text:
            draft.put(label.kind, outlet)
            _keep_loose(rest, draft)
        return bool(outlet or not text)
    return _keep_names(label, text, draft)


def _keep_names(label: Label, text: str, draft: _Draft) -> bool:
    names, rest = read_names(text, is_marked=label.is_marked, is_japanese=draft.is_japanese)
    people = tuple(Person(name, role) for role in _ROLES.get(label.kind, ()) for name in names)
    if text and not names:
        people, rest = read_jobs(text), ""
        if not people and not (label.kind == "other" and text.isdecimal()):
            return False
    draft.add(people)
    draft.rest.append(rest)
    if label.kind in {"responsible", "editor"} and names:
        draft.texts.setdefault(label.kind, ("、" if is_east_asian(text) else ", ").join(names))
    return True


def _keep_loose(value: str, draft: _Draft) -> None:
    """Keep text without a label: 张三 摄 tells what it is, anything else is rest."""
    text = value.strip(_AROUND)
    if people := read_jobs(text) if text else ():
        draft.add(people)
    elif text.strip("《》"):
        draft.rest.append(value.strip(EDGE))
