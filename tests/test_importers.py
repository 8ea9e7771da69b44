"""Back issues: the seed issue and one of our own in many layouts, each letter accounted for."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.main import main
from pipeline.config import load_home
from pipeline.config.texts import write_issue_yaml
from pipeline.importers.article_file import article_text, literal
from pipeline.importers.decode import text_of
from pipeline.importers.folio import Folio, read_folio
from pipeline.importers.lines import read_lines
from pipeline.importers.script import glue
from pipeline.importers.text import read_issue
from pipeline.importers.values import ImportedArticle, ImportedIssue, to_issue
from pipeline.importers.write import article_files
from pipeline.model import Page
from pipeline.read import read


ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed" / "2021-06-issue-08.txt"
CASES = ROOT / "tests" / "cases" / "import"
OWN = (CASES / "2020-09-issue-05.txt").read_text("utf-8")
BODY_AT = OWN.index("解读《河湾市公共绿地认养办法》修订的三处变化（上）")
FRONT, BODY = OWN[:BODY_AT], OWN[BODY_AT:]
TITLES = (
    "解读《河湾市公共绿地认养办法》修订的三处变化（上）",
    "告别“浇水焦虑” 还阳台清闲——“懒人浇灌”试点工作综述",
)
SUBHEADS = ("动手以前 先弄清花到底渴不渴", "三种办法 各有各的脾气", "一百天下来 花活了多少")
TAILS = ("“头一年”的照看", "要用夹子提起来", "绿到十月")


def bare(text: str) -> str:
    return "".join(text.split())


def body_of(issue: ImportedIssue) -> list[list[str]]:
    return [
        [f"## {text}" if at in article.headings else text for at, text in enumerate(article.paragraphs)]
        for article in issue.articles
    ]


def marked(article: ImportedArticle) -> list[tuple[str, str]]:
    """Say of every paragraph what it is, and its letters."""
    return [
        ("h2" if at in article.headings else "p", bare(text)) for at, text in enumerate(article.paragraphs)
    ]


def reread(data: bytes) -> list[tuple[str, str]]:
    """Say what the reader of text files makes of one."""
    body = read(Page("01.txt", data, "text/plain"), None, "zh-Hans").body
    found = re.findall(r"<(p|h\d)>(.*?)</\1>", body)
    return [(name, bare(html.unescape(text))) for name, text in found]


def codes(issue: ImportedIssue, family: str = "IMP") -> list[str]:
    return sorted(finding.code for finding in issue.findings if finding.code.startswith(family))


def assert_balanced(issue: ImportedIssue, text: str) -> None:
    ledger = issue.ledger
    assert ledger.total.letters == len(bare(text))
    assert ledger.total.letters == ledger.kept.letters + sum(drop.counts.letters for drop in ledger.dropped)
    assert ledger.kept.letters == sum(
        len(bare(paragraph)) for article in issue.articles for paragraph in article.paragraphs
    )


# --- the seed issue -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> tuple[str, ImportedIssue]:
    if not SEED.is_file():
        pytest.skip(f"the seed issue is not at {SEED}")
    text = SEED.read_text("utf-8")
    return text, read_issue(text)


def test_seed_front_page(seed):
    _, issue = seed
    assert issue.folio == Folio(number=8, whole_number=30, date="2021-06")
    assert (issue.year, issue.number) == (2021, 8)
    assert issue.title == "大洋办党建与纪检园地"
    assert issue.ears == ("牢记使命", "不忘初心")
    assert [article.title for article in issue.articles] == [
        "解读《中共中央关于加强对“一把手”和领导班子监督的意见》（二）",
        "除“指尖”之苦 减基层之负——整治“指尖上的形式主义”工作综述",
    ]
    assert [article.credit.outlet for article in issue.articles] == ["中央纪委国家监委网站", "新华社"]
    assert [article.credit.given for article in issue.articles] == [("outlet",), ("outlet",)]
    assert [article.deck for article in issue.articles] == [None, None]


def test_seed_bodies_keep_every_letter_in_order(seed):
    text, issue = seed
    lines = text.split("\n")
    second = lines.index(issue.articles[1].title)
    first_body = lines[lines.index("来源：中央纪委国家监委网站") + 1 : second]
    second_body = lines[second + 3 :]
    assert lines[second + 2] == "来源：新华社"
    assert [bare("".join(article.paragraphs)) for article in issue.articles] == [
        bare("".join(first_body)),
        bare("".join(second_body)),
    ]
    assert_balanced(issue, text)


def test_seed_broken_paragraphs_are_whole_and_told(seed):
    text, issue = seed
    paragraphs = [paragraph for article in issue.articles for paragraph in article.paragraphs]
    whole = (
        "《意见》把对“一把手”的监督作为重中之重",
        "进行清理的同时大力整合精简；在安徽芜湖",
        "必将使基层工作更加高效",
    )
    for words in whole:
        assert sum(words in paragraph for paragraph in paragraphs) == 1
    blocks = [line for line in text.split("\n") if line.strip()]
    joined = [paragraph for paragraph in paragraphs if paragraph not in blocks]
    assert len(joined) == 3
    joins = [finding for finding in issue.findings if finding.code == "IMP-020"]
    assert [finding.what for finding in joins] == [
        "a broken paragraph was joined: …情就好办了。《意见》把对 | “一把手”的监督作为重中…",
        "a broken paragraph was joined: …面体检”，进行清理的同时 | 大力整合精简；在安徽芜湖…",
        "a broken paragraph was joined: …中送炭的事情”，必将使基 | 层工作更加高效，干部作风…",
    ]
    assert [finding.where for finding in joins] == ["issue:66", "issue:96", "issue:164"]


def test_seed_headings_and_what_is_none(seed):
    _, issue = seed
    assert [[article.paragraphs[at] for at in sorted(article.headings)] for article in issue.articles] == [
        [],
        [
            "攥指成拳 坚决整治“指尖上的形式主义”",
            "轻装上阵 基层干部有了实实在在的获得感",
            "久久为功 推动整治工作常态化、制度化",
        ],
    ]
    paragraphs = issue.articles[1].paragraphs
    for words in ("巩固整治成效上下功夫——", "建立健全体制机制上下功夫——", "创新基层治理“新思路”上下功夫"):
        assert sum(paragraph.endswith(words) for paragraph in paragraphs) == 1
    near = [finding for finding in issue.findings if finding.code == "IMP-021"]
    assert [finding.where for finding in near] == ["issue:156"]
    assert "上下功夫 | 在采访中" in near[0].what
    assert codes(issue) == ["IMP-020", "IMP-020", "IMP-020", "IMP-021", "IMP-022"]


def test_seed_on_disk_loads_and_reads_back(seed, tmp_path, capsys):
    _, issue = seed
    home = new_home(tmp_path)
    assert main(["import", str(SEED), "--home", str(home)]) == 0
    out, err = capsys.readouterr()
    folder = home / "sources" / "issues" / "2021" / "08"
    assert out.splitlines() == [str(folder / name) for name in ("issue.yaml", "01.txt", "02.txt")]
    assert err.count("IMP-020") == 3
    loaded = load_home(home).issues[0]
    assert (loaded.key, loaded.whole_number, loaded.date) == ("2021-08", 30, "2021-06")
    assert (loaded.title, loaded.ears) == (issue.title, issue.ears)
    assert [entry.credit.outlet for entry in loaded.entries] == ["中央纪委国家监委网站", "新华社"]
    for entry, article in zip(loaded.entries, issue.articles, strict=True):
        assert entry.title == article.title
        assert reread((folder / entry.file).read_bytes()) == marked(article)


# --- an issue of our own, in many layouts ---------------------------------------------------------------------


def test_own_issue_is_golden(golden):
    issue = read_issue(OWN, name="2020-09-issue-05.txt")
    assert_balanced(issue, OWN)
    files = article_files(issue)
    golden(CASES / "golden" / "issue.yaml", write_issue_yaml(to_issue(issue, tuple(files))))
    for name, text in files.items():
        golden(CASES / "golden" / name, text)
    golden(CASES / "golden" / "findings.txt", "".join(f"{finding}\n" for finding in issue.findings))


PLAIN_FRONT = "第五期  总第17期\n二〇二〇年九月\n\n春种秋收    与土为友\n\n河 湾 园 艺 会 通 讯\n\n"
LISTED = (
    "目　录\n\n解读《河湾市公共绿地认养办法》修订的三处变化（上）…………… 1\n"
    "告别“浇水焦虑” 还阳台清闲\n    ——“懒人浇灌”试点工作综述............3\n\n"
)


def own_lines() -> list[str]:
    return [line for line in BODY.split("\n") if line.strip()]


def is_head(line: str) -> bool:
    return line in TITLES or line in SUBHEADS or line.startswith("来源")


def wrap(text: str, length: int = 36) -> str:
    """Break a text as a typesetter does: punctuation hangs rather than begins a line."""
    lines = []
    while len(text) > length:
        at = length
        while at < len(text) and text[at] in "，。、；：！？”’）》…—":
            at += 1
        lines.append(text[:at])
        text = text[at:]
    return "\n".join([*lines, text] if text else lines)


def indented(lines: list[str]) -> str:
    return "\n".join(line if is_head(line) or line.startswith(TAILS) else "　　" + line for line in lines)


def wrapped(lines: list[str], indent: str, between: str) -> str:
    return between.join(
        line if is_head(line) else wrap(line if line.startswith(TAILS) else indent + line) for line in lines
    )


def cut(text: str, length: int) -> str:
    """Break a text as a terminal does: after so many characters, wherever that is."""
    return "\n".join(text[at : at + length] for at in range(0, len(text), length))


def cut_all(length: int, indent: str, between: str) -> str:
    lines = own_lines()
    return between.join(
        line if is_head(line) else cut(line if line.startswith(TAILS) else indent + line, length)
        for line in lines
    )


def paged(number: str, header: str) -> str:
    body = BODY
    for page, tail in enumerate(TAILS, 1):
        body = body.replace(f"\n\n{tail}", f"\n\n{number.format(page)}\n\n{header}\n\n{tail}")
    return body + "\n\n" + number.format(4) + "\n"


LAYOUTS = {
    "front in another order, no contents list": PLAIN_FRONT + BODY,
    "contents list with dots and pages": PLAIN_FRONT + LISTED + BODY,
    "contents list of bare titles": PLAIN_FRONT + "\n".join(TITLES) + "\n\n" + BODY,
    "CRLF": OWN.replace("\n", "\r\n"),
    "CR": OWN.replace("\n", "\r"),
    "byte order mark": "\ufeff" + OWN,
    "indents, no blank lines": PLAIN_FRONT + indented(own_lines()),
    "wrapped, blank lines": PLAIN_FRONT + wrapped(own_lines(), "", "\n\n"),
    "wrapped, indents": PLAIN_FRONT + wrapped(own_lines(), "　　", "\n"),
    "wrapped, indents and blank lines": PLAIN_FRONT + wrapped(own_lines(), "　　", "\n\n"),
    "wrapped, nothing between": PLAIN_FRONT + wrapped(own_lines(), "", "\n"),
    "cut at 35 characters, blank lines": PLAIN_FRONT + cut_all(35, "", "\n\n"),
    "cut at 40 characters, indents": PLAIN_FRONT + cut_all(40, "　　", "\n"),
    "page numbers and headers": FRONT + paged("- {} -", "河湾园艺会通讯    2020年第5期"),
    "bare page numbers and form feeds": FRONT + paged("{}", "\f河湾园艺会通讯"),
    "第 N 页": FRONT + paged("第{}页 共4页", "园艺会内部资料"),
    "titles as running headers": FRONT + paged("{} / 4", TITLES[1]),
    "title over two lines": OWN.replace(TITLES[1], TITLES[1].replace("——", "\n——")),
    "every line indented": "\n".join("    " + line if line.strip() else line for line in OWN.split("\n")),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_issue(layout):
    text = LAYOUTS[layout]
    plain = read_issue(OWN)
    issue = read_issue(text)
    assert issue.folio == Folio(number=5, whole_number=17, date="2020-09")
    assert issue.title == "河湾园艺会通讯"
    assert issue.ears == ("春种秋收", "与土为友")
    assert [article.title for article in issue.articles] == list(TITLES)
    assert [article.credit.outlet for article in issue.articles] == ["河湾日报网", "农事半月谈"]
    assert body_of(issue) == body_of(plain)
    joins = codes(issue).count("IMP-020")
    assert joins == 3, "each join is told"
    assert_balanced(issue, text.removeprefix("\ufeff"))


@pytest.mark.parametrize(
    "layout", ["page numbers and headers", "bare page numbers and form feeds", "第 N 页"]
)
def test_page_furniture_is_counted_and_told(layout):
    issue = read_issue(LAYOUTS[layout])
    told = [finding for finding in issue.findings if finding.code == "IMP-009"]
    assert len(told) == 1
    assert "headers, 7 lines: " in told[0].what
    assert [drop.rule for drop in issue.ledger.dropped][-1] == "page furniture"


def test_wrapped_with_nothing_between_is_told():
    assert "IMP-017" in codes(read_issue(LAYOUTS["wrapped, nothing between"]))
    assert "IMP-017" not in codes(read_issue(LAYOUTS["wrapped, indents"]))


def test_words_cut_at_a_line_end_are_whole():
    lines = ["园地", "第1期 2021年1月", "", "一篇文章", "来源：本刊", ""]
    text = "二〇二一年会里一共收到2160封来信，其中写到阳台种菜的有1080封，写到Bonsai盆景的有360封，其余的写什么的都有。"
    for _ in range(6):
        lines += [cut(text, 26), ""]
    issue = read_issue("\n".join(lines))
    assert issue.articles[0].paragraphs == (text,) * 6


# --- parts of a front page ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "folio", "rest"),
    [
        ("第 8 期（总 30 期）", Folio(8, 30), ""),
        ("第八期", Folio(8), ""),
        ("总第30期", Folio(None, 30), ""),
        ("总期第三十期", Folio(None, 30), ""),
        ("二〇二一年六月", Folio(date="2021-06"), ""),
        ("2021年6月15日 星期二", Folio(date="2021-06-15"), ""),
        ("2021.6", Folio(date="2021-06"), ""),
        ("2021年第8期（总第30期）", Folio(8, 30, "2021"), ""),
        ("《园地》2021年第十八期", Folio(18, None, "2021"), "《园地》"),
        ("大洋办党建与纪检园地 2021年6月 第8期 总第30期", Folio(8, 30, "2021-06"), "大洋办党建与纪检园地"),
        ("No. 8 (30), June 2021", Folio(8, 30, "2021-06"), ""),
        ("Vol. 3, No. 8 (Whole No. 30)", Folio(8, 30), ""),
        ("Issue 8 | 15 June 2021", Folio(8, None, "2021-06-15"), ""),
        ("Issue 8 (2021)", Folio(8, None, "2021"), ""),
        ("第8号（通巻30号）令和3年6月", Folio(8, 30, "2021-06"), ""),
        ("제8호 (통권 제30호) 2021년 6월", Folio(8, 30, "2021-06"), ""),
        ("第11—12期（总第40—41期）", Folio(11, 40, None, 12), ""),
        ("大洋办党建与纪检园地", Folio(), "大洋办党建与纪检园地"),
    ],
)
def test_folio(line, folio, rest):
    assert read_folio(line) == (folio, rest)


ARTICLE = "\n\n雨水收集\n\n来源：本刊\n\n屋檐下放一口缸，一场雨能接半缸，够一架豆角喝三天，缸口要盖纱网，免得生蚊子。\n"


@pytest.mark.parametrize(
    ("front", "title", "ears"),
    [
        ("春\n种\n\n秋\n收\n\n园地\n第1期 2021年1月", "园地", ("春种", "秋收")),
        ("春 与\n种 土\n秋 为\n收 友\n园地\n第1期 2021年1月", "园地", ("春种秋收", "与土为友")),
        ("春种秋收 河湾园艺会通讯 与土为友\n第1期 2021年1月", "河湾园艺会通讯", ("春种秋收", "与土为友")),
        (
            "2021年1月\n第1期\n春种秋收\n《河湾园艺会通讯》\n与土为友",
            "河湾园艺会通讯",
            ("春种秋收", "与土为友"),
        ),
        ("春\n种\n\n园\n地\n天\n\n秋\n收\n\n第1期 2021年1月", "园地天", ("春种", "秋收")),
        ("内部资料 免费交流\n河湾园艺会 主办\n园地\n第1期 2021年1月", "园地", ()),
        ("第1期 2021年1月", None, ()),
    ],
)
def test_front_page(front, title, ears):
    issue = read_issue(front + ARTICLE)
    assert (issue.title, issue.ears, issue.number) == (title, ears, 1)
    assert [article.title for article in issue.articles] == ["雨水收集"]
    assert_balanced(issue, front + ARTICLE)
    assert ("IMP-006" in codes(issue)) == (title is None)


def test_departments_bylines_and_closing_credits():
    text = (CASES / "magazine.txt").read_text("utf-8")
    issue = read_issue(text)
    assert [(a.title, a.department) for a in issue.articles] == [
        ("春耕动员会在石桥召开", "要闻"),
        ("苗圃今年扩到十二亩", "要闻"),
        ("我与一棵老桑树", "会员来稿"),
    ]
    assert [a.credit.byline for a in issue.articles] == [("李春生",), ("赵青",), ("周小满",)]
    assert issue.articles[0].credit.editor == "王五"
    assert [issue.articles[0].paragraphs[at] for at in sorted(issue.articles[0].headings)] == [
        "一、提高认识，早做准备",
        "二、分工到组，责任到人",
    ]
    assert_balanced(issue, text)


def test_english_newsletter():
    text = (CASES / "hedgerow.txt").read_text("utf-8")
    issue = read_issue(text)
    assert (issue.title, issue.folio) == ("THE HEDGEROW", Folio(8, 30, "2021-06"))
    assert [a.title for a in issue.articles] == ["A Pond in a Washbasin", "What the Blackbirds Took"]
    assert issue.articles[0].credit.byline == ("Mary Quick",)
    assert issue.articles[1].credit.outlet == "The Fernhill Gardener"
    assert [len(a.paragraphs) for a in issue.articles] == [3, 2]
    assert issue.articles[0].paragraphs[1] == "Choosing the Place"
    assert issue.articles[0].headings == frozenset({1})
    assert "and they simply pecked through it." in issue.articles[1].paragraphs[0]
    assert "are poor swim-mers and worse" in issue.articles[0].paragraphs[2]
    assert_balanced(issue, text)


# --- what must not be joined, and what must -------------------------------------------------------------------


LONG = "入秋以后，三组人家都把水量减了一半。石桥小区的周阿姨在冰箱上贴了一张纸条，提醒自己"


def article(*blocks: str) -> ImportedIssue:
    return read_issue("园地\n\n第1期 2021年1月\n\n一篇文章\n\n来源：本刊\n\n" + "\n\n".join(blocks))


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (LONG, "白露减半，霜降停罐，邻居看见了都来抄。", True),
        ("会上通过了《河湾市公共绿地认养办法》", "，从下月一日起施行。", True),
        ("他说：“今年的桑葚比往年", "”，说到这里就停住了。", True),
        ("We counted the berries in the evening and", "found that most of them were still there.", True),
        (LONG + "：", "白露减半，霜降停罐，邻居看见了都来抄。", False),
        (LONG + "——", "白露减半，霜降停罐，邻居看见了都来抄。", False),
        (LONG + "；", "白露减半，霜降停罐，邻居看见了都来抄。", False),
        (LONG + "……", "白露减半，霜降停罐，邻居看见了都来抄。", False),
        (LONG + "，", "白露减半，霜降停罐，邻居看见了都来抄。", False),
        (LONG, "一、白露减半，霜降停罐，邻居看见了都来抄。", False),
        (LONG, "——白露减半，霜降停罐，邻居看见了都来抄。", False),
        ("他说：“今年的桑葚比往年多。", "“明年还会更多。”", False),
        ("我们去年种下的那一排小树苗长高了不少", "白露减半，霜降停罐，邻居看见了都来抄。", False),
    ],
)
def test_joins(before, after, joined):
    issue = article("开头的一段写得平平常常，以句号结束。", before, after, "结尾的一段也以句号结束。")
    assert (glue(before, after) in issue.articles[0].paragraphs) is joined
    assert ("IMP-020" in codes(issue)) is joined


def test_verse_is_left_alone():
    verse = ("春来种豆南山下", "夏至浇瓜北渡旁", "秋到满园收不尽", "冬藏一窖过年香")
    issue = article(*verse)
    assert issue.articles[0].paragraphs == verse
    assert issue.articles[0].headings == frozenset()


def test_section_figures_are_no_page_numbers():
    issue = article(
        "1",
        "第一节写春天，以句号结束。",
        "2",
        "第二节写夏天，以句号结束。",
        "3",
        "第三节写秋天，以句号结束。",
    )
    assert issue.articles[0].paragraphs[::2] == ("1", "2", "3")
    assert "IMP-010" in codes(issue)


def test_a_short_list_has_no_headings():
    issue = article(
        "要带的东西有三样，缺一不可。",
        "1. 铁锹",
        "2. 水桶",
        "3. 手套",
        "东西带齐了，就可以出发了，路上要走半个小时。",
    )
    assert issue.articles[0].headings == frozenset()


# --- what is missing is said ----------------------------------------------------------------------------------


def test_missing_number_says_what_to_pass():
    issue = read_issue("园地\n\n一篇文章\n\n来源：本刊\n\n" + LONG + "。")
    told = [finding for finding in issue.findings if finding.code == "IMP-001"]
    assert told[0].severity == "error"
    assert "--issue 2021/08" in told[0].action
    named = read_issue("园地\n\n一篇文章\n\n来源：本刊\n\n" + LONG + "。", year_hint=2021, number_hint=8)
    assert (named.year, named.number, named.folio.date) == (2021, 8, "2021")
    assert "IMP-001" not in codes(named)


def test_a_hint_wins_and_the_difference_is_told():
    issue = read_issue(OWN, year_hint=2021, number_hint=6)
    assert (issue.year, issue.number) == (2021, 6)
    assert {"IMP-003", "IMP-004"} <= set(codes(issue))


def test_contents_without_its_article_and_article_without_its_line():
    text = OWN.replace("2、告别“浇水焦虑” 还阳台清闲——“懒人\n浇灌”试点工作综述", "2、冬天怎样给月季修枝")
    issue = read_issue(text)
    assert [article.title for article in issue.articles] == list(TITLES)
    assert {"IMP-011", "IMP-013"} <= set(codes(issue))
    assert_balanced(issue, text)


@pytest.mark.parametrize(
    "text", ["", "\n \u3000\n", "只有一句话。", "1", "\f\f", "#", "来源：新华社", "目录\n1. 甲"]
)
def test_odd_texts_are_accounted_for(text):
    assert_balanced(read_issue(text), text)


# --- files ----------------------------------------------------------------------------------------------------


def new_home(folder: Path) -> Path:
    home = folder / "home"
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "periodical.yaml").write_text(
        "key: t\ntitle: 试刊\nlanguage: zh-Hans\npublisher: 试刊编辑部\nnamespace: 0b9a3b1e-6a3c-4c58-9d0b-6f6f0e7c1a11\n",
        "utf-8",
    )
    return home


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_bytes_of_any_usual_encoding(encoding, tmp_path):
    home = new_home(tmp_path)
    source = tmp_path / "old.txt"
    source.write_bytes(OWN.replace("\n", "\r\n").encode(encoding))
    assert main(["import", str(source), "--home", str(home)]) == 0
    expected = [article_text(article) for article in read_issue(OWN).articles]
    folder = home / "sources" / "issues" / "2020" / "05"
    assert [(folder / name).read_text("utf-8") for name in ("01.txt", "02.txt")] == expected
    assert sorted(path.name for path in folder.iterdir()) == ["01.txt", "02.txt", "issue.yaml"]


def test_form_feeds_survive_decoding():
    assert text_of("一页\n\f二页\x00".encode("gb18030") * 9, "x")[0] == "一页\n\f二页" * 9
    assert text_of(b"\xef\xbb\xbf" + "一页\f二页".encode(), "x")[0] == "一页\f二页"


def test_an_issue_is_not_overwritten(tmp_path, capsys):
    home = new_home(tmp_path)
    source = tmp_path / "old.txt"
    source.write_text(OWN, "utf-8")
    assert main(["import", str(source), "--home", str(home)]) == 0
    issue = home / "sources" / "issues" / "2020" / "05" / "issue.yaml"
    issue.write_text("mine", "utf-8")
    capsys.readouterr()
    assert main(["import", str(source), "--home", str(home)]) == 2
    assert "--force" in capsys.readouterr().err
    assert issue.read_text("utf-8") == "mine"
    assert main(["import", str(source), "--home", str(home), "--force"]) == 0
    assert issue.read_text("utf-8").startswith("number: 5\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["book.pdf"], "imports .txt"),
        (["none.txt"], "cannot be read"),
        (["bare.txt"], "--issue 2021/08"),
        (["prose.txt", "--issue", "2021/08"], "no article"),
        (["bare.txt", "prose.txt", "--issue", "2021/08"], "one by one"),
        (["bare.txt", "--issue", "August"], "2021/08"),
    ],
)
def test_mistakes_say_what_to_do(words, told, tmp_path, capsys):
    home = new_home(tmp_path)
    (tmp_path / "bare.txt").write_text("园地\n\n一篇文章\n\n来源：本刊\n\n正文一段，以句号结束。", "utf-8")
    (tmp_path / "prose.txt").write_text("只有一句话。", "utf-8")
    paths = [str(tmp_path / word) if word.endswith((".txt", ".pdf")) else word for word in words]
    assert main(["import", *paths, "--home", str(home)]) == 2
    assert told in capsys.readouterr().err
    assert not (home / "sources" / "issues").exists()


def test_json_lists_what_was_written(tmp_path, capsys):
    home = new_home(tmp_path)
    source = tmp_path / "old.txt"
    source.write_text(OWN, "utf-8")
    assert main(["import", str(source), "--home", str(home), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [Path(path).name for path in told["written"]] == ["issue.yaml", "01.txt", "02.txt"]
    assert [finding["code"] for finding in told["findings"]].count("IMP-020") == 3


@pytest.mark.parametrize("text", ["# 一级", "## 二级", "###　三级", "#话题#", "#"])
def test_a_paragraph_that_begins_with_a_hash_stays_text(text):
    assert reread(f"{literal(text)}\n\n下一段。\n".encode()) == [("p", bare(text)), ("p", "下一段。")]


# --- any issue of the same shape ------------------------------------------------------------------------------


HAN = st.text(alphabet="春夏秋冬种收土水苗花叶根枝果园田雨风云山", min_size=3, max_size=30)
SENTENCE = st.builds(
    lambda head, tail, stop: f"{head}，{tail}{stop}", HAN, HAN, st.sampled_from("。！？；：…")
)
LINE = st.one_of(
    SENTENCE, HAN, st.builds("——{}".format, SENTENCE), st.builds("“{}".format, HAN), st.builds("- {} -".format, st.integers(1, 9)),
    st.integers(1, 12).map(str), st.sampled_from(["园地通讯", "来源：新华社", "（完）", "一、春天", "## 井号", "来源：", "作者：王五", "A b c"]),
)  # fmt: skip
SPACE = st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\n　　", "\r\n", "\f", "\n \n"])
SHAPED = st.builds(
    lambda front, titles, bodies, space: (
        "园地通讯\n第3期 总第9期\n2021年3月\n"
        + front
        + "".join(f"\n{n}、{title}" for n, title in enumerate(titles, 1))
        + "".join(
            f"\n\n{title}\n\n来源：河湾日报\n\n{''.join(line + gap for line, gap in zip(body, space * len(body), strict=False))}"
            for title, body in zip(titles, bodies, strict=False)
        )
    ),
    st.sampled_from(["", "春\n种\n", "春种秋收 与土为友\n", "目录\n"]),
    st.lists(HAN, min_size=1, max_size=3, unique=True),
    st.lists(st.lists(LINE, min_size=1, max_size=9), min_size=3, max_size=3),
    st.lists(SPACE, min_size=1, max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(SHAPED)
def test_every_letter_is_somewhere_once(text):
    issue = read_issue(text)
    assert_balanced(issue, text)
    body = "".join(bare(paragraph) for article in issue.articles for paragraph in article.paragraphs)
    rest = iter(bare(text))
    assert all(letter in rest for letter in body), "the letters of the bodies stand in the text in that order"
    assert read_issue(text) == issue


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="春。\n \f#1、来源：第期A-a（）“”", max_size=80))
def test_any_text_is_accounted_for(text):
    issue = read_issue(text)
    assert_balanced(issue, text)


def test_lines_know_their_numbers_and_pages():
    lines = read_lines("a\r\n\r\n\u3000b\n\fc\n")
    assert [(line.number, line.text, line.indent, line.gap, line.new_page) for line in lines] == [
        (1, "a", 0, 0, False),
        (3, "b", 2, 1, False),
        (4, "c", 0, 0, True),
    ]
