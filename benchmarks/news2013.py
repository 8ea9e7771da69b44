"""An unpacked npm package of labelled pages → a corpus that reading.py scores: news2013/gold.json, news2013/input/.

npm pack article@1.1.2 && tar xzf article-1.1.2.tgz
python benchmarks/news2013.py package PAGES

258 pages of 2013 from some hundred news sites and magazines, each with its title and text, as its makers labelled them;
captions of pictures are not in their texts. The pages are their publishers' own: they stay out of this repository.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit


NAME = 10  # characters of a page's key that tell it from all others
LABELS = Path("test/reallife")


def main() -> None:
    """Copy the pages and write what is known of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="the unpacked package")
    parser.add_argument("pages", type=Path, help="the folder of corpora, with score.py in it")
    args = parser.parse_args()
    labels, corpus = args.package / LABELS, args.pages / "news2013"
    if not (labels / "datamap.json").is_file():
        parser.error(f"{args.package} has no {LABELS}/datamap.json; unpack article 1.1.2 and name its folder")
    (corpus / "input").mkdir(parents=True, exist_ok=True)
    gold: dict[str, dict[str, str]] = {}
    addresses: dict[str, dict[str, str]] = {}
    for page in json.loads((labels / "datamap.json").read_text("utf-8")):
        key, name = page["key"], page["key"][:NAME]
        told = json.loads((labels / "expected" / f"{key}.json").read_text("utf-8"))
        shutil.copyfile(labels / "source" / f"{key}.html", corpus / "input" / f"{name}.html")
        addresses[name] = {"url": page["href"]}
        site = urlsplit(page["href"]).hostname or ""
        gold[name] = {"id": name, "domain": site, "title": told["title"], "text": told["text"]}
    (corpus / "gold.json").write_text(json.dumps(gold), "utf-8")
    (corpus / "input" / "index.json").write_text(json.dumps(addresses), "utf-8")
    print(f"{len(gold)} pages in {corpus}")


if __name__ == "__main__":
    main()
