"""Books on loopback for the engines of reading systems: packed, and unpacked with the manifest that Readium asks."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree


def offer(
    root: Path,
    name: str,
    book: Path,
    change: tuple[str, Callable[[bytes], bytes]] = ("", bytes),
) -> None:
    """Put a book among those that are served, its files of one kind changed: packed, and unpacked with a manifest."""
    folder = root / "unpacked" / name
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(root / "books" / name, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            data = change[1](data) if change[0] and entry.endswith(change[0]) else data
            target.writestr(entry, data)
            (folder / entry).parent.mkdir(parents=True, exist_ok=True)
            (folder / entry).write_bytes(data)
    (folder / "manifest.json").write_text(json.dumps(manifest(folder)), "utf-8")


def manifest(folder: Path) -> dict[str, Any]:
    """Tell Readium what it asks of a book, from the package document and the nav."""
    package = etree.parse(folder / "EPUB/content.opf")
    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}
    (spine,) = package.iterfind("{*}spine")
    order = [items[each.get("idref")] for each in spine]
    links = {
        key: [{"href": f"EPUB/{each.get('href')}", "type": each.get("media-type")} for each in group]
        for key, group in (
            ("readingOrder", order),
            ("resources", [i for i in items.values() if i not in order]),
        )
    }
    (toc,) = (
        nav for nav in etree.parse(folder / "EPUB/nav.xhtml").iter("{*}nav") if "toc" in nav.attrib.values()
    )
    metadata = {
        "conformsTo": "https://readium.org/webpub-manifest/profiles/epub",
        "title": package.findtext("{*}metadata/{*}title"),
        "language": package.findtext("{*}metadata/{*}language"),
        "readingProgression": spine.get("page-progression-direction"),
    }
    contents = [
        {"href": f"EPUB/{a.get('href')}", "title": "".join(map(str, a.itertext()))} for a in toc.iter("{*}a")
    ]
    return {"metadata": metadata, "links": [], "toc": contents, **links}


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback while the block lasts."""
    handler = functools.partial(Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves without a word, chapters as what they are."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".xhtml": "application/xhtml+xml"}

    def log_message(self, *words: object) -> None:
        del words


def with_fonts(folder: Path) -> dict[str, str]:
    """Lend the browser the covers' fonts: a bare machine has none for Chinese or Arabic."""
    places = [
        str(Path(place) / "fonts")
        for pack in ("justmytype_intl_cjk", "justmytype_intl_rtl")
        if (spec := find_spec(pack))
        for place in spec.submodule_search_locations or ()
    ]
    dirs = "".join(f"<dir>{place}</dir>" for place in places)
    (folder / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{dirs}'
        f"<cachedir>{folder}/fontcache</cachedir></fontconfig>",
        "utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
