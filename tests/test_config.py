"""The files of a home: every mistake with file, line and column; values, gaps, targets, issue files."""

from __future__ import annotations

import pickle
import re
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import (
    Home,
    find_home,
    issues_of_month,
    load_home,
    missing_numbers,
    parse_issue_name,
    parse_target,
)
from pipeline.config.addresses import host_name, host_pattern, web_address
from pipeline.config.faults import FAULTS
from pipeline.config.fields import issn, moment
from pipeline.config.languages import language
from pipeline.config.load import read_issue
from pipeline.config.marks import read_tree
from pipeline.config.sheet import FieldError, Sheet, quoted
from pipeline.config.texts import write_issue_yaml
from pipeline.errors import ConfigError, Mistake, UsageError
from pipeline.findings import CODES
from pipeline.model import (
    Collect,
    Correction,
    CreditOverride,
    Entry,
    Issue,
    Numbering,
    Outlet,
    Periodical,
    Selectors,
    Series,
)


CASES = Path(__file__).parent / "cases/config"
ROOT = Path(__file__).parent.parent
CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!## ).*\n)*)", re.MULTILINE)
FILE = re.compile(r"^`(?P<path>[^`]+)`\n\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TOLD = re.compile(r"^```text\n(?P<told>.*?)^```$", re.MULTILINE | re.DOTALL)

PERIODICAL = """\
key: paper
title: 园地
language: zh-Hans
publisher: 编辑部
namespace: 60aa4f41-dbe8-4bde-b30b-07edb0e45f4d
"""
OUTLET = """\
name: 示例新闻网
hosts: [news.example, "*.news.example"]
"""
ISSUE = """\
number: 8
date: 2021-06
articles:
  - file: 02.html
"""
BASE = {
    "sources/periodical.yaml": PERIODICAL,
    "sources/outlets/example.yaml": OUTLET,
    "sources/issues/2021/08/issue.yaml": ISSUE,
}


@dataclass(frozen=True)
class Case:
    """Files of a home, and what is told of them."""

    source: Path
    name: str
    body: str
    files: dict[str, str]
    told: str


def read_cases() -> Iterator[Case]:
    for source in sorted(CASES.glob("*.md")):
        for match in CASE.finditer(source.read_text("utf-8")):
            body = match["body"]
            told = TOLD.search(body)
            assert told, f"{source.name}: {match['name']} has no expectation"
            files = {found["path"]: found["text"] for found in FILE.finditer(body)}
            yield Case(source, match["name"], body, files, told["told"])


ALL_CASES = list(read_cases())


def make_home(root: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Write a small home; an issue among the files stands in place of the usual one."""
    has_issues = any(path.startswith("sources/issues/") for path in files or {})
    base = {path: text for path, text in BASE.items() if not (has_issues and "/issues/" in path)}
    for path, text in {**base, **(files or {})}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    for folder in sorted(path for path in (root / "sources/issues").glob("*/*") if path.is_dir()):
        (folder / "02.html").write_text("<p>正文</p>", "utf-8")
        (folder / "pictures").mkdir()
        (folder / "pictures/garden.jpg").write_bytes(b"")
    return root


def told_of(root: Path) -> str:
    """Return the mistakes of a home, or its findings where it has no mistakes."""
    try:
        home = load_home(root)
    except ConfigError as error:
        return "".join(f"{mistake}\n" for mistake in error.mistakes)
    return "".join(f"{finding}\n" for finding in home.findings)


def load_with(root: Path, **files: str | bytes) -> Home:
    return load_home(make_home(root, {PATHS[name]: text for name, text in files.items()}))


PATHS = {
    "periodical": "sources/periodical.yaml",
    "outlet": "sources/outlets/example.yaml",
    "issue": "sources/issues/2021/08/issue.yaml",
}


@pytest.mark.parametrize("case", ALL_CASES, ids=[f"{case.source.stem}: {case.name}" for case in ALL_CASES])
def test_told(case: Case, tmp_path: Path, accept: bool) -> None:
    told = told_of(make_home(tmp_path, dict(case.files)))
    if accept:
        body = TOLD.sub(lambda _: f"```text\n{told}```", case.body)
        text = case.source.read_text("utf-8").replace(
            f"## {case.name}\n{case.body}", f"## {case.name}\n{body}"
        )
        case.source.write_text(text, "utf-8")
    assert case.told == told


@pytest.mark.parametrize("case", ALL_CASES, ids=[f"{case.source.stem}: {case.name}" for case in ALL_CASES])
def test_told_without_libyaml(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert case.told == told_of(make_home(tmp_path, dict(case.files)))


def test_every_fault_and_finding_has_a_case() -> None:
    told = "".join(case.told for case in ALL_CASES)
    # The last row catches what PyYAML may say one day; FOUND stands for a sign of the file.
    unseen = [row.what for row in FAULTS[:-1] if row.what.partition("{found}")[0] not in told]
    assert unseen == []
    assert [code for code in CODES if code.startswith("CFG-") and code not in told] == []


FULL = {
    "periodical": """\
key: yuandi
title: 园地
language: zh-hans-cn
publisher: 园地 & <编辑部>
namespace: 60AA4F41-dbe8-4bde-b30b-07edb0e45f4d
direction: vertical-rl
ears: [牢记使命, 不忘初心]
issn: 2049-363x
numbering: {first_year: 2018}
frequency: every 10 day
style: classic
rights: |
  仅供内部学习。

  转载请联系。
allow_private_hosts: [NAS.local, "[::1]", 10.0.0.1]
""",
    "outlet": """\
name: 示例新闻网
hosts: [News.example, "*.news.example", 新闻.example]
select: {title: h1.title, body: "div#detail", next_page: "#pages a.next"}
drop: [".share", ".related"]
rules_off: [join_broken_paragraphs]
encoding: gb18030
pace_s: 2.5
rights: 转载请注明来源
collect: {feed: "https://news.example/rss.xml", match: ["党建", "监督"], limit: 10}
""",
    "issue": """\
number: 08
whole_number: 30
date: 2021-06-15
title: "  园地（增刊）  "
ears: []
note: >
  编者的话，
  一行。
cover: pictures/garden.jpg
alt:
  pictures/garden.jpg: 菜园
  https://news.example/图.jpg: ""
corrections:
  - {date: 2021-07, text: 第1段“三”应为“四”, article: 2}
articles:
  - url: HTTPS://新闻.example/2021/一 .html?q=é%20#段
    outlet: example
    department: 要闻
    series: {name: 解读意见, part: 2}
  - file: 02.html
    title: 2021
    deck: yes
    language: en-us
    credit:
      byline: 张三、李四
      outlet: 新华社
      url: null
      published: 2021-06-01 08:30+08:00
""",
}


def test_values(tmp_path: Path) -> None:
    full = {
        **FULL,
        "periodical": FULL["periodical"].replace("363x", "3630"),
        "issue": FULL["issue"].replace("一 .", "一."),
    }
    home = load_with(tmp_path, **full)
    assert home.periodical == Periodical(
        key="yuandi",
        title="园地",
        language="zh-Hans-CN",
        publisher="园地 & <编辑部>",
        namespace="60aa4f41-dbe8-4bde-b30b-07edb0e45f4d",
        direction="vertical-rl",
        ears=("牢记使命", "不忘初心"),
        issn="2049-3630",
        numbering=Numbering(2018),
        frequency="every 10 days",
        rights="仅供内部学习。\n\n转载请联系。",
        allow_private_hosts=("nas.local", "::1", "10.0.0.1"),
    )
    assert home.outlets == (
        (
            "example",
            Outlet(
                key="example",
                name="示例新闻网",
                hosts=("news.example", "*.news.example", "xn--efvy88h.example"),
                select=Selectors(title="h1.title", body="div#detail", next_page="#pages a.next"),
                drop=(".share", ".related"),
                rules_off=("join_broken_paragraphs",),
                encoding="gb18030",
                pace_s=2.5,
                rights="转载请注明来源",
                collect=Collect("https://news.example/rss.xml", ("党建", "监督"), 10),
            ),
        ),
    )
    assert home.issues == (
        Issue(
            year=2021,
            number=8,
            date="2021-06-15",
            whole_number=30,
            title="园地（增刊）",
            ears=(),
            note="编者的话， 一行。",
            cover="pictures/garden.jpg",
            alt=(("pictures/garden.jpg", "菜园"), ("https://news.example/%E5%9B%BE.jpg", "")),
            corrections=(Correction("2021-07", "第1段“三”应为“四”", 2),),
            entries=(
                Entry(
                    url="https://xn--efvy88h.example/2021/%E4%B8%80.html?q=%C3%A9%20#%E6%AE%B5",
                    outlet="example",
                    department="要闻",
                    series=Series("解读意见", 2),
                    line=16,
                ),
                Entry(
                    file="02.html",
                    title="2021",
                    deck="yes",
                    language="en-US",
                    credit=CreditOverride(
                        given=("outlet", "url", "published", "byline"),
                        outlet="新华社",
                        published="2021-06-01T08:30+08:00",
                        byline=("张三", "李四"),
                    ),
                    line=20,
                ),
            ),
        ),
    )
    assert set(leaf_types(home)) <= {str, int, float, bool, type(None)} | {type(tmp_path)}
    assert pickle.loads(pickle.dumps(home)) == home


def leaf_types(value: object) -> Iterator[type]:
    if is_dataclass(value):
        for name in fields(value):
            yield from leaf_types(getattr(value, name.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from leaf_types(part)
    else:
        yield type(value)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"# \xe5\x9b\xad\n---\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_marks(tmp_path: Path, before: bytes, line_end: str) -> None:
    home = load_with(tmp_path, outlet=before + OUTLET.replace("\n", line_end).encode())
    assert dict(home.outlets)["example"].hosts == ("news.example", "*.news.example")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("name: 示例\n".encode("utf-16"), "1:1: the file is UTF-16; save it as UTF-8"),
        ("# x\r\nname: 示例\n".encode("gb18030"), "2:8: byte 0xC0 is not UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbfname: \xff\n", "1:7: byte 0xFF is not UTF-8; save the file as UTF-8"),
        (b"#" * 4_000_001, "1:1: the file has 4000001 bytes; keep it under 4000000"),
        (b"name: a\r\n\r\nhosts: [\x00]\r\n", "3:9: invisible character U+0000; delete it"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_with(tmp_path, outlet=data)
    assert f"sources/outlets/example.yaml:{told}" in str(caught.value).splitlines()


def test_files_that_are_not_there_or_folders(tmp_path: Path) -> None:
    make_home(tmp_path)
    (tmp_path / PATHS["periodical"]).unlink()
    (tmp_path / "sources/outlets/folder.yaml").mkdir()
    assert told_of(tmp_path) == (
        "sources/outlets/folder.yaml:1:1: the file cannot be read (Is a directory); see what it is and who may read it\n"
        "sources/periodical.yaml:1:1: the file is not there; write it, or make a new home with `presswork init DIR`\n"
    )


def test_a_link_that_leaves_the_home(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    (tmp_path / "secret.html").write_text("x")
    page = home / "sources/issues/2021/08/02.html"
    page.unlink()
    page.symlink_to(tmp_path / "secret.html")
    assert "'02.html' lies outside sources/" in told_of(home)
    page.unlink()
    (page.parent / "other.html").write_text("x")
    page.symlink_to(page.parent / "other.html")
    assert "02.html" not in told_of(home)
    page.unlink()
    (home / "sources/pages").mkdir()
    (home / "sources/pages/02.html").write_text("x")
    page.parent.joinpath("linked").symlink_to(home / "sources/pages")
    plan = page.parent / "issue.yaml"
    plan.write_text(plan.read_text("utf-8").replace("02.html", "linked/02.html"), "utf-8")
    assert "'linked/02.html' lies behind a link to another folder" in told_of(home)
    (page.parent / ".02.html").write_text("x")
    plan.write_text(plan.read_text("utf-8").replace("linked/02.html", ".02.html"), "utf-8")
    assert "'.02.html' is hidden by a dot before its name" in told_of(home)
    plan.write_text(plan.read_text("utf-8").replace(".02.html", "02.html"), "utf-8")
    page.symlink_to(page)
    assert "no file '02.html' beside this file" in told_of(home)


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    root = make_home(
        tmp_path,
        {
            "sources/outlets/._example.yaml": b"\x00\x05\x16\x07",
            "sources/issues/README.md": "x",
            PATHS["issue"]: ISSUE,
        },
    )
    assert [issue.key for issue in load_home(root).issues] == ["2021-08"]


def test_only_some_years(tmp_path: Path) -> None:
    broken = {f"sources/issues/{year}/01/issue.yaml": "number: x\n" for year in (2020, 2022)}
    root = make_home(tmp_path, {**broken, "sources/issues/2021/01/issue.yaml": ISSUE.replace("8", "1")})
    assert [issue.key for issue in load_home(root, years={2021}).issues] == ["2021-01"]
    with pytest.raises(ConfigError):
        load_home(root)


def test_order_and_folders(tmp_path: Path) -> None:
    names = {"10": 10, "2": 2, "001": 1}
    files = {
        f"sources/issues/2021/{name}/issue.yaml": ISSUE.replace("8", str(n)) for name, n in names.items()
    }
    home = load_home(make_home(tmp_path, files))
    assert [issue.number for issue in home.issues] == [1, 2, 10]
    assert [home.folder(issue).name for issue in home.issues] == ["001", "2", "10"]
    assert home.folder(replace(home.issues[0], number=3)) == home.root / "sources/issues/2021/03"


def test_a_home_without_issues_or_outlets(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/periodical.yaml").write_text(PERIODICAL, "utf-8")
    home = load_home(tmp_path)
    assert (home.outlets, home.issues, home.findings) == ((), (), ())


def test_the_sample() -> None:
    home = load_home(ROOT)
    assert len(home.issues) == 15
    assert [finding.code for finding in home.findings] == ["CFG-001"]


def test_mistakes_are_sorted_and_told_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_with(tmp_path, periodical="x: 1\n", outlet="x: 1\n", issue="x: 1\n")
    places = [(told.path, told.line, told.column) for told in caught.value.mistakes]
    assert places == sorted(places)
    assert len(set(caught.value.mistakes)) == len(caught.value.mistakes)
    assert caught.value.exit_code == 2
    for told in caught.value.mistakes:
        assert told.what[0] in f"'{string.ascii_lowercase}"
        assert not f"{told.what}{told.action}".endswith(".")


def test_find_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_home(tmp_path / "a")
    other = make_home(tmp_path / "b")
    deep = root / "sources/issues/2021/08"
    assert find_home(deep, None) == root
    assert find_home(deep, other) == other
    monkeypatch.setenv("PRESSWORK_HOME", str(other))
    assert find_home(deep, None) == other
    monkeypatch.setenv("PRESSWORK_HOME", str(tmp_path))
    with pytest.raises(UsageError, match=r"PRESSWORK_HOME names .*presswork init"):
        find_home(deep, None)
    monkeypatch.setenv("PRESSWORK_HOME", "")
    with pytest.raises(UsageError, match=f"a part of a home; name {re.escape(str(root))}"):
        find_home(deep, root / "sources")
    with pytest.raises(UsageError, match=r"or above it; .* --home DIR"):
        find_home(tmp_path, None)


def issues(*numbers: tuple[int, int]) -> tuple[Issue, ...]:
    return tuple(Issue(year, number, f"{year}-{number:02d}", ()) for year, number in numbers)


KNOWN = issues((2022, 1), (2021, 12), (2021, 8))


@pytest.mark.parametrize(
    ("text", "target", "bound"),
    [
        ("2021/08", "2021/08", 1),
        ("2021/8", "2021/08", 1),
        (" 2021/008/ ", "2021/08", 1),
        ("2021", "2021", 2),
        ("2022/", "2022", 1),
        ("latest", "2022/01", 1),
    ],
)
def test_targets(text: str, target: str, bound: int) -> None:
    found = parse_target(text, KNOWN)
    assert (str(found), len(found.issues)) == (target, bound)
    assert found.issues == tuple(sorted(found.issues, key=lambda issue: issue.number))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021/09", "did you mean 2021/08?"),
        ("2020", "did you mean 2022?"),
        ("lastest", "did you mean latest?"),
        ("2021-08", "looks like a month; write --month 2021-08, or 2021/08 for number 08"),
        ("第8期", "write one of them, or latest"),
        ("2021/08/01", "the issues 2021/08, 2021/12;"),
        ("２０２１", "there are the volumes 2021, 2022"),
        ("", "no issue or volume is named ''"),
    ],
)
def test_targets_that_are_not_there(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)):
        parse_target(text, KNOWN)


def test_a_target_among_no_issues() -> None:
    with pytest.raises(UsageError, match="presswork add"):
        parse_target("latest", ())


def test_issue_names() -> None:
    assert parse_issue_name("2021/9") == (2021, 9)
    for text in ("2021", "2021/0", "2021-09", "latest", "2021/1000"):
        with pytest.raises(UsageError, match="write year and number like 2021/08"):
            parse_issue_name(text)


def test_months() -> None:
    found = (Issue(2021, 2, "2021-06-30", ()), Issue(2021, 1, "2021-06", ()), Issue(2021, 3, "2021", ()))
    assert [issue.number for issue in issues_of_month(found, "2021-06")] == [1, 2]
    assert issues_of_month(found, "2021-07") == ()
    for month in ("2021-13", "2021-6", "2021", "2021-06-01", "六月"):
        with pytest.raises(UsageError, match="is not a month; write it like 2021-06"):
            issues_of_month(found, month)


@pytest.mark.parametrize(
    ("present", "missing"), [((), ()), ((1, 2), ()), ((2,), (1,)), ((4, 1), (2, 3)), ((1, 1, 3), (2,))]
)
def test_missing_numbers(present: tuple[int, ...], missing: tuple[int, ...]) -> None:
    assert missing_numbers(issues(*((2021, number) for number in present))) == missing


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("zh", "zh"),
        ("ZH-cn", "zh-CN"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("zh-yue-hant", "zh-yue-Hant"),
        ("sl-Rozaj-biske", "sl-rozaj-biske"),
        ("de-1996-u-co-phonebk-x-Own", "de-1996-u-co-phonebk-x-own"),
        ("ii", "ii"),
        ("yue", "yue"),
    ],
)
def test_languages(text: str, tag: str) -> None:
    assert language(text) == tag


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("us", "en-US"),
        ("C", "zh-Hans"),
        ("Chinese", "zh-Hans"),
        ("und", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("zh_TW", "zh-TW"),
        ("jp", "ja"),
        ("x-own", "zh-Hans"),
        ("i-klingon", "zh-Hans"),
        ("en--US", "zh-Hans"),
        ("en-US-US", "zh-Hans"),
        ("zh-Hans\n", "zh-Hans"),
    ],
)
def test_languages_meant(text: str, meant: str) -> None:
    with pytest.raises(FieldError) as caught:
        language(text)
    assert caught.value.action == f"write one like {meant}"
    assert language(meant) == meant


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://news.example", "http://news.example"),
        ("HTTPS://News.Example:8443/A?b=c#d", "https://news.example:8443/A?b=c#d"),
        ("https://news.example/党建/？页=1", "https://news.example/%E5%85%9A%E5%BB%BA/%EF%BC%9F%E9%A1%B5=1"),
        ("https://新闻网.中国/", "https://xn--efv938ck6p.xn--fiqs8s/"),
        ("https://news.example/%e5%85%9a?a=100%", "https://news.example/%e5%85%9a?a=100%25"),
        ('https://news.example/a|b"<>^`{}', "https://news.example/a%7Cb%22%3C%3E%5E%60%7B%7D"),
        ("http://[2001:db8::1]:80/a", "http://[2001:db8::1]:80/a"),
        ("http://127.0.0.1:8000/@me", "http://127.0.0.1:8000/@me"),
        ("https://news.example/?u=a@b.example", "https://news.example/?u=a@b.example"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert web_address(text) == address
    assert web_address(address) == address


@given(st.text(alphabet=string.ascii_letters + string.digits + ":/@?#[].%\\ é党", max_size=30))
def test_addresses_are_refused_in_order(text: str) -> None:
    for start in ("", "https://", "http://news.example/"):
        try:
            address = web_address(start + text)
        except FieldError:
            continue
        assert address.isascii()
        assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://me:hush@news.example/",
        "https://me:hu/sh@news.example/",
        "https://me:hush@",
        "htps://me:hush@news.example/",
        "me:hush@news.example",
        "https://me:hush@[::1/",
        "https://me:hush@news.example:port/ b",
        "//me:hush@news.example",
        "https:me:hush@news.example",
    ],
)
def test_a_password_is_never_told(tmp_path: Path, address: str) -> None:
    issue = f"number: 8\ndate: '{address}'\narticles:\n  - url: '{address}'\n    '{address}': 1\n  - file: '{address}'\n"
    outlet = f"name: a\nhosts: ['{address}']\ncollect: {{feed: '{address}'}}\n"
    with pytest.raises(ConfigError) as caught:
        load_with(tmp_path, issue=issue, outlet=outlet)
    assert "hu" not in str(caught.value).replace("should", "")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("News.Example.", "news.example"),
        ("*.news.example", "*.news.example"),
        ("新闻网.中国", "xn--efv938ck6p.xn--fiqs8s"),
        ("localhost", "localhost"),
        ("[::1]", "::1"),
        ("FE80::1", "fe80::1"),
    ],
)
def test_hosts(text: str, host: str) -> None:
    assert host_pattern(text) == host


@pytest.mark.parametrize(
    "text", ["a" * 64 + ".example", "a." * 130, "", ".", "a_b!.example", "::1::", "1.2.3", "*.*", "é" * 70]
)
def test_hosts_that_cannot_be(text: str) -> None:
    with pytest.raises(FieldError):
        host_name(text)


def test_issn() -> None:
    assert [issn(text) for text in ("2049-3630", "20493630", "1050-124x")] == [
        "2049-3630",
        "2049-3630",
        "1050-124X",
    ]


def test_moments() -> None:
    for text in ("2021", "2021-06-01", "2021-06-01T08:30", "2021-06-01T08:30:15Z", "2021-06-01T08:30+08:00"):
        assert moment(text) == text
    for text in ("2021-06T08:30", "2021-06-31T08:30", "2021-06-01T", "2021-06-01Tnoon", "T08:30"):
        with pytest.raises(FieldError):
            moment(text)


def test_quoted() -> None:
    assert quoted("a\n\x1b[31m") == r"'a\x0a\x1b[31m'"
    assert len(quoted("长" * 1000)) < 70


@pytest.mark.parametrize(
    "text", ["[" * 300, "[" * 2000 + "]" * 2000, "{a: " * 2000 + "}" * 2000, "- " * 2000]
)
def test_a_file_nested_deeply(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError):
        load_with(tmp_path, outlet=text)


def test_a_long_value_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_with(tmp_path, periodical=PERIODICAL.replace("园地", '"' + "a:b" * 200_000 + '\\tz"'))
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("selector", ["a " * 3000, ":is(" * 3000, "[" * 3000])
def test_a_long_selector_is_read_or_told(tmp_path: Path, selector: str) -> None:
    try:
        load_with(tmp_path, outlet=f"{OUTLET}drop: ['{selector}']\n")
    except ConfigError as error:
        assert "is not a CSS selector" in str(error)  # noqa: PT017


def test_few_modules_are_loaded_before_a_home_is_read() -> None:
    loaded = "import sys, pipeline.config; print([name for name in ('yaml', 'pydantic', 'cssselect', 'bs4') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


# --- issue files written by the program ------------------------------------------------------------------------

LETTERS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    )
    | st.sampled_from("'\"#:-?[]{},&*!|>%@`\\ 园地「」（）—"),
    max_size=20,
)
LINE = LETTERS.map(str.strip).filter(bool)
LINES = st.lists(LETTERS, max_size=4).map(lambda lines: "\n".join(lines).strip()).filter(bool)
TRICKY = st.sampled_from(
    [
        "null",
        "~",
        "NULL",
        "yes",
        "2021-06-01",
        "08",
        "1.5",
        "- a",
        "a: b",
        "a #b",
        "...",
        "---",
        "=",
        "<<",
        "a:",
    ]
)
ONE_LINE = LINE | TRICKY
DATES = st.sampled_from(["2021", "2021-06", "2021-06-15"])
NUMBERS = st.integers(1, 999)
MOMENTS = DATES | st.just("2021-06-18T15:47+08:00")
WHERE = st.fixed_dictionaries(
    {"url": st.just("https://news.example/a?b=c&d=%E5%85%9A#e")}
) | st.fixed_dictionaries({"file": st.sampled_from(["02.html", "页 面/a#b: c.txt", "null"])})


def some(value: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | value


@st.composite
def credits_(draw: st.DrawFn) -> CreditOverride:
    values = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "outlet": some(ONE_LINE),
                "original": some(ONE_LINE),
                "url": some(st.just("https://news.example/")),
                "published": some(MOMENTS),
                "byline": st.lists(ONE_LINE, max_size=3).map(tuple),
                "editor": some(ONE_LINE),
                "retrieved": some(MOMENTS),
                "rights": some(LINES),
            },
        )
    )
    order = [field.name for field in fields(CreditOverride)]
    return CreditOverride(tuple(sorted(values, key=order.index)), **values)


ENTRIES = st.builds(
    lambda where, **rest: Entry(**where, **rest),
    WHERE,
    outlet=some(ONE_LINE),
    title=some(ONE_LINE),
    kicker=some(ONE_LINE),
    deck=some(LINES),
    language=some(st.sampled_from(["zh-Hans", "no"])),
    department=some(ONE_LINE),
    series=some(st.builds(Series, ONE_LINE, NUMBERS)),
    credit=credits_(),
)
ISSUES = st.builds(
    Issue,
    year=st.just(2021),
    number=NUMBERS,
    date=DATES,
    entries=st.lists(ENTRIES, min_size=1, max_size=3).map(tuple),
    whole_number=some(NUMBERS),
    title=some(ONE_LINE),
    ears=some(st.lists(ONE_LINE, max_size=2).map(tuple)),
    note=some(LINES),
    cover=some(st.just("cover.jpg")),
    alt=st.dictionaries(
        st.sampled_from(["a.jpg", "图 #1: 甲.png", "https://news.example/b.jpg"]), st.just("") | LINES
    ).map(lambda alt: tuple(alt.items())),
    corrections=st.lists(st.builds(Correction, DATES, LINES, some(NUMBERS)), max_size=2).map(tuple),
)


def without_lines(issue: Issue) -> Issue:
    return replace(issue, entries=tuple(replace(entry, line=0) for entry in issue.entries))


@settings(max_examples=60)
@given(ISSUES)
def test_a_written_issue_is_read_back(issue: Issue) -> None:
    text = write_issue_yaml(issue, comment="imported\n\nsee to it")
    assert without_lines(read_issue("issue.yaml", 2021, text.encode())) == issue


def test_a_written_issue_can_be_read_by_a_person(golden: Callable[[Path, str], None]) -> None:
    issue = Issue(
        2021,
        8,
        "2021-06",
        (
            Entry(
                file="01.html",
                title="除“指尖”之苦",
                deck="一：二",
                department="要闻",
                series=Series("解读意见", 2),
            ),
            Entry(
                url="https://news.example/a.html?b=1#c",
                outlet="example",
                title="Notes: a #1 list",
                credit=CreditOverride(("outlet", "url", "byline"), "新华社", byline=("张三", "Smith, J.")),
            ),
        ),
        whole_number=30,
        title="园地",
        ears=("牢记使命", "不忘初心"),
        note="第一段。\n\n第二段。",
        cover="cover.jpg",
        alt=(("a.jpg", "菜园"),),
        corrections=(Correction("2021-07", "改正：“三”应为“四”", 1),),
    )
    golden(CASES / "written.yaml", write_issue_yaml(issue, comment="由 presswork import 写成"))


# --- whatever a file holds ---------------------------------------------------------------------------------------

SCRAPS = st.lists(
    st.sampled_from(
        [
            *(
                "number: 8",
                "date: 2021-06",
                "articles:",
                "  - file: a",
                "    url:",
                "title: 园地",
                "alt: {",
                "}",
                "[",
                "]",
            ),
            *(
                "\n",
                "\n  ",
                "\t",
                ": ",
                " #x",
                "- ",
                "'",
                '"',
                "|",
                ">",
                "&a ",
                "*a",
                "!b ",
                "%",
                "@",
                "\\",
                "---\n",
                "<<: ",
            ),
            *(
                "\u2028",
                "\x07",
                "：",
                "null",
                "~",
                ",",
                "credit: {byline: ",
                "series:",
                "ears: ",
                "\r\n",
                "\\Uffffffff",
            ),
        ]
    ),
    max_size=25,
).map("".join)


@given(SCRAPS)
def test_any_file_is_read_or_told(text: str) -> None:
    lines = re.split(r"\r\n|\r|\n", text)
    mistakes: tuple[Mistake, ...] = ()
    try:
        read_issue("issue.yaml", 2021, text.encode())
    except ConfigError as error:
        mistakes = error.mistakes or (Mistake("none", 0, 0, "", ""),)
    for told in mistakes:
        assert 1 <= told.line <= len(lines)
        assert 1 <= told.column <= len(lines[told.line - 1]) + 1


@given(SCRAPS | SCRAPS.map(lambda text: FULL["issue"] + text))
def test_both_loaders_tell_the_same(text: str) -> None:
    told = []
    for has_libyaml in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "__with_libyaml__", has_libyaml and yaml.__with_libyaml__)
            sheet = Sheet("issue.yaml")
            told.append((read_tree(sheet, text.encode()), sheet.mistakes))
    assert told[0] == told[1]
