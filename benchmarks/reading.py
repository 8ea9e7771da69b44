"""Labelled pages → how well and how fast presswork and its peers read them: one scorer, one run, a table.

python benchmarks/reading.py PAGES [--tools presswork|trafilatura|…] [--unnamed]
PAGES holds score.py and a folder a corpus, each with gold.json and input/NAME.html (index.json: their addresses).
--unnamed gives every class and id a name that says nothing, as sites that make their styles by machine have them.
No tool is given rules for a site. Peers are measured where they are installed: pip install trafilatura
readability-lxml resiliparse gne magic-html; npm install @mozilla/readability jsdom (name its folder in NODE_PATH).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


Read = Callable[[bytes, str | None], dict[str, Any]]
MOZILLA = Path(__file__).with_name("mozilla.cjs")
STRUCTURE = ("imgs", "headings", "tables", "lis", "links", "quotes")
TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
NAMED = re.compile(rb"(\s(?:class|id)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.IGNORECASE)
NAMES = {"imgs": "pictures", "lis": "list items"}


def _presswork() -> Read:
    from pipeline import markup
    from pipeline.model import Page
    from pipeline.read import read

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        told = read(Page("page.html", data, url=url), None, "zh-Hans")
        people = [person.name for person in told.credit.byline]
        text = "\n".join(markup.running_text(told.body))
        meta = {
            "title": told.title,
            "date": told.credit.published,
            "authors": people,
            "source": told.credit.outlet,
        }
        return {"text": text, "html": told.body, **meta}

    return run


def _trafilatura(*, precise: bool) -> Read:
    import trafilatura

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        options = {"url": url, "favor_precision": precise, "include_comments": False}
        text = trafilatura.extract(data, **options)
        rich = trafilatura.extract(
            data,
            **options,
            output_format="html",
            include_images=True,
            include_links=True,
            include_formatting=True,
        )
        told = trafilatura.extract_metadata(data, default_url=url)
        return {"text": text, "html": rich, "title": told.title, "date": told.date, "authors": told.author}

    return run


def _readability_lxml() -> Read:
    from readability import Document

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        document = Document(_decoded(data), url=url)
        return {"html": document.summary(html_partial=True), "title": document.short_title()}

    return run


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text

    def run(data: bytes, _url: str | None) -> dict[str, Any]:
        return {"text": extract_plain_text(_decoded(data), main_content=True, links=False, alt_texts=False)}

    return run


def _gne() -> Read:
    from gne import GeneralNewsExtractor

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        told = GeneralNewsExtractor().extract(_decoded(data), host=url or "", with_body_html=True)
        meta = {"title": told["title"], "date": told["publish_time"], "authors": told["author"]}
        return {"text": told["content"], "html": told["body_html"], **meta}

    return run


def _magic_html() -> Read:
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        told = extractor.extract(_decoded(data), base_url=url or "")
        return {"html": told["html"], "title": told.get("title")}

    return run


def _mozilla() -> Read:
    node = subprocess.Popen(["node", str(MOZILLA)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert node.stdin is not None
    assert node.stdout is not None
    into, out = node.stdin, node.stdout
    if json.loads(out.readline()).get("ready") is not True:
        raise ImportError("@mozilla/readability")

    def run(data: bytes, url: str | None) -> dict[str, Any]:
        into.write(json.dumps({"html": _decoded(data), "url": url}) + "\n")
        into.flush()
        told: dict[str, Any] = json.loads(out.readline())
        return told

    return run


def _decoded(data: bytes) -> str:
    """Decode a page rightly, for tools that take text: none is to lose by its encoding."""
    from pipeline.read.encoding import decode

    return decode(data, "page.html").text


TOOLS: dict[str, Callable[[], Read]] = {
    "presswork": _presswork,
    "trafilatura": lambda: _trafilatura(precise=False),
    "trafilatura, precision": lambda: _trafilatura(precise=True),
    "readability-lxml": _readability_lxml,
    "Mozilla Readability": _mozilla,
    "magic-html": _magic_html,
    "resiliparse": _resiliparse,
    "GNE": _gne,
}


def main() -> None:
    """Measure every tool in a process of its own, score all alike, print one table a corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--tools", default="|".join(TOOLS), help="names with | between")
    parser.add_argument(
        "--unnamed", action="store_true", help="rename every class and id to one that says nothing"
    )
    parser.add_argument("--run", nargs=2, metavar=("TOOL", "OUT"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        _run(args.pages, args.run[0], Path(args.run[1]), is_unnamed=args.unnamed)
        return
    score = _scorer(args.pages)
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            (tool, scores)
            for tool in args.tools.split("|")
            for scores in [_scores(args.pages, tool, Path(folder), score, is_unnamed=args.unnamed)]
        ]
    for corpus in _corpora(args.pages):
        print(
            "\n".join(_table(corpus, [(tool, scores[corpus]) for tool, scores in rows if corpus in scores]))
        )


def _scores(pages: Path, tool: str, folder: Path, score: Any, *, is_unnamed: bool) -> dict[str, Any]:
    out = folder / tool
    command = [sys.executable, __file__, str(pages), "--run", tool, str(out), *["--unnamed"] * is_unnamed]
    done = subprocess.run(command, check=False)
    if done.returncode:
        print(f"{tool}: not measured; is it installed?", file=sys.stderr)
        return {}
    return {corpus: score.score_corpus(corpus, str(out / corpus)) for corpus in _corpora(pages)}


def _run(pages: Path, tool: str, out: Path, *, is_unnamed: bool) -> None:
    try:
        read = TOOLS[tool]()
    except ImportError:
        sys.exit(3)
    for corpus in _corpora(pages):
        (out / corpus).mkdir(parents=True)
        for name, saved, url in _inputs(pages / corpus / "input"):
            data = _without_names(saved) if is_unnamed else saved
            started = time.process_time()
            try:
                told = read(data, url)
            except Exception as error:  # noqa: BLE001  # a peer that fails on a page has read nothing of it
                told = {"error": str(error)}
            ms = told.pop("ms", (time.process_time() - started) * 1000)
            _write(out / corpus / name, told, ms)


def _write(place: Path, told: dict[str, Any], ms: float) -> None:
    text, markup = told.pop("text", None), told.pop("html", None)
    if text is not None:
        place.with_name(f"{place.name}.txt").write_text(text, "utf-8")
    if markup:
        place.with_name(f"{place.name}.body.html").write_text(markup, "utf-8")
    place.with_name(f"{place.name}.json").write_text(json.dumps({**told, "ms": ms}, default=str), "utf-8")


def _inputs(folder: Path) -> Iterator[tuple[str, bytes, str | None]]:
    index = folder / "index.json"
    addresses = json.loads(index.read_text("utf-8")) if index.is_file() else {}
    for page in sorted(folder.glob("*.html")):
        yield page.stem, page.read_bytes(), addresses.get(page.stem, {}).get("url")


def _without_names(data: bytes) -> bytes:
    """Rename the classes and ids of a page: what was called the same still is, and says nothing.

    No encoding of these pages has quotes or brackets within its characters.
    """

    def renamed(match: re.Match[bytes]) -> bytes:
        words = match[2].strip(b"\"'").split()
        return match[1] + b'"' + b" ".join(b"x" + _digest(word) for word in words) + b'"'

    return TAG.sub(lambda tag: NAMED.sub(renamed, tag[0]), data)


def _digest(word: bytes) -> bytes:
    return hashlib.sha256(word).hexdigest()[:6].encode()


def _corpora(pages: Path) -> list[str]:
    return sorted(path.parent.name for path in pages.glob("*/gold.json"))


def _scorer(pages: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", pages / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _table(corpus: str, rows: list[tuple[str, Any]]) -> list[str]:
    kept = [
        name for name in STRUCTURE if any(scores["struct"].get(name, {}).get("gold") for _, scores in rows)
    ]
    told = [
        name
        for name in ("title", "date", "source", "authors")
        if any(name in scores["meta"] for _, scores in rows)
    ]
    pages = rows[0][1]["n"] if rows else 0
    head = ["F1", "page F1", "< 0.5", *told, *(NAMES.get(name, name) for name in kept), "ms"]
    lines = [f"| {corpus}, {pages} pages | {' | '.join(head)} |", f"|{'---|' * (len(head) + 1)}"]
    for tool, scores in rows:
        cells = [f"{scores['f1']:.3f}", f"{scores['f1_page_mean']:.3f}"]
        cells.append(str(sum(page.get("f1", 1) < 0.5 for page in scores["pages"].values())))
        cells += [f"{scores['meta'][name][0]:.2f}" if name in scores["meta"] else "–" for name in told]
        cells += [f"{scores['struct'][name]['recall']:.2f}" for name in kept]
        cells.append(f"{scores['median_ms']:.0f}")
        lines.append(f"| {tool} | {' | '.join(cells)} |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
