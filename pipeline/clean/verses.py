"""Mark verse: short lines with line ends, or a run of short paragraphs that a poem was typed in."""

from __future__ import annotations

from bs4 import Tag

from pipeline.clean import tree
from pipeline.clean.blocks import block_list, is_bold, line_of, may_be_line
from pipeline.clean.context import Context, count_letters
from pipeline.clean.marks import mark_of
from pipeline.patterns import lazy


LEAST = 3  # lines with line ends
RUN = 4  # paragraphs
LONG_HAN, LONG_LATIN = 20, 60  # letters of a line
SPOKEN = 5  # lines without a point
SHARE = 0.6  # of a text's paragraphs are lines, where they are no regular verse
_HAN = lazy("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_LABELLED = lazy(r"[：:@]|\d{3}|[（(].*[)）]$|https?")
_PAUSE = lazy("[，。！？；、,.;!?—…][”’」』\"']?$")
_NOT_SPOKEN = lazy("[0-9A-Za-z０-９、，。；：]")
_PARTICLE = lazy("[的了着过得地把被在也就都还没不们吧吗呢我你他她它]")
_STOP = lazy("[。！？.!?][”’」』\"']?$")
_REGULAR = lazy(
    r"([\u3400-\u4dbf\u4e00-\u9fff]{4,7})[，。！？；、]?(?:\s?([\u3400-\u4dbf\u4e00-\u9fff]{4,7})[，。！？；])?"
)
OURS = frozenset({"question", "answer", "signature", "salutation", "docket", "attachment", "verse"})


def verses(root: Tag, context: Context) -> None:
    """Give verse its class, and put the lines of a stanza into one paragraph."""
    blocks = block_list(root)
    for tag in blocks:
        if (
            len(tag.contents) > 1
            and tag.name == "p"
            and tag.attrs.get("class") not in OURS
            and _is_stanza(tag)
        ):
            tag.attrs["class"] = "verse"
            context.changes += 1
    for quotation in context.tags("blockquote"):
        for tag in block_list(quotation):
            if tag.name == "p" and tag.attrs.get("class") not in OURS and _is_stanza(tag):
                tag.attrs["class"] = "verse"
    texts = sum(tag.name == "p" for tag in blocks)
    runs = _runs(blocks)
    is_poem = sum(len(run) for run in runs) >= SHARE * texts
    for run in runs:
        if (len(run) >= RUN and _is_regular(run)) or (is_poem and _is_free(run)):
            for stanza in _stanzas(run):
                _join(stanza, context)


def _is_stanza(tag: Tag) -> bool:
    if not any(isinstance(child, Tag) and child.name == "br" for child in tag.contents):
        return False
    lines: list[str] = [""]
    for child in tag.contents:
        if isinstance(child, Tag) and child.name == "br":
            lines.append("")
        else:
            lines[-1] += tree.text_of(child)
    told = [line.strip() for line in lines if line.strip()]
    return len(told) >= LEAST and _reads_as_verse(told)


def _reads_as_verse(lines: list[str]) -> bool:
    if any(_LABELLED.search(line) or mark_of(line) for line in lines):
        return False
    letters = [count_letters(line) for line in lines]
    is_han = sum(_HAN.search(line) is not None for line in lines) > len(lines) / 2
    if max(letters) > (LONG_HAN if is_han else LONG_LATIN) or sum(letters) < 4 * len(lines):
        return False
    paused = sum(_PAUSE.search(line) is not None for line in lines) * 3 >= len(lines)
    return paused or (is_han and (max(letters) - min(letters) <= 1 or _speaks(lines)))


def _speaks(lines: list[str]) -> bool:
    """Free verse that leaves out all points: its lines are speech, not names or addresses."""
    if len(lines) < SPOKEN or any(_NOT_SPOKEN.search(line) for line in lines):
        return False
    return sum(_PARTICLE.search(line) is not None for line in lines) * 4 >= len(lines)


def _runs(blocks: list[Tag]) -> list[list[Tag]]:
    """Gather neighbouring paragraphs that are one short line each."""
    runs: list[list[Tag]] = [[]]
    for tag in blocks:
        if _is_line(tag):
            runs[-1].append(tag)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= LEAST]


def _is_line(tag: Tag) -> bool:
    if not may_be_line(tag, 2 * LONG_HAN) or tag.name != "p" or not tree.is_plain(tag):
        return False
    if tag.attrs.get("class") in OURS or "id" in tag.attrs:
        return False
    line = line_of(tag)
    if not 3 <= count_letters(line) <= LONG_HAN or not _HAN.match(line) or _LABELLED.search(line):
        return False
    return not is_bold(tag) and mark_of(line) is None


def _is_regular(run: list[Tag]) -> bool:
    """Lines of the same number of words, as old verse has."""
    found = [_REGULAR.fullmatch(line_of(tag)) for tag in run]
    sizes = {len(part) for match in found if match for part in match.groups() if part}
    paused = sum(_PAUSE.search(line_of(tag)) is not None for tag in run)
    return all(found) and len(sizes) == 1 and paused * 2 >= len(run)


def _is_free(run: list[Tag]) -> bool:
    """Lines of which few end a sentence, and that pause or stand in the middle."""
    lines = [line_of(tag) for tag in run]
    stopped = sum(_STOP.search(line) is not None for line in lines)
    paused = sum(_PAUSE.search(line) is not None for line in lines)
    centred = sum(_is_centred(tag) for tag in run)
    return stopped * 3 <= len(lines) <= max(paused, centred) * 3


def _is_centred(tag: Tag) -> bool:
    return tag.attrs.get("align") == "center" or "center" in str(tag.attrs.get("style", ""))


def _stanzas(run: list[Tag]) -> list[list[Tag]]:
    """Part a run where the page left a gap, unless it left one between all lines."""
    gaps = [place for place, tag in enumerate(run) if place and "data-gap" in tag.attrs]
    if len(gaps) >= len(run) - 1:
        gaps = []
    return [run[start:stop] for start, stop in zip([0, *gaps], [*gaps, len(run)], strict=True)]


def _join(stanza: list[Tag], context: Context) -> None:
    first, *rest = stanza
    for tag in rest:
        tree.insert(first, len(first.contents), context.new("br"))
        for node in list(tag.contents):
            tree.remove(node)
            tree.insert(first, len(first.contents), node)
        tree.remove(tag)
    first.attrs["class"] = "verse"
    context.changes += 1
