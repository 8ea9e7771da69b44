"""A body in the normal form → its pictures that neither the page nor a caption describes."""

from __future__ import annotations

import re
from html import unescape

from pipeline.patterns import lazy


_CAPTIONED = lazy(r"<figure\b(?:(?!</figure>).)*<figcaption\b.*?</figure>", re.DOTALL)
_IMAGE = lazy(r'<img src="(?P<src>[^"]*)" alt="(?P<alt>[^"]*)"')


def undescribed(body: str) -> tuple[str, ...]:
    """Return the src of each picture without a text alternative or a caption, as often as it is shown."""
    if "<img" not in body:
        return ()
    bare = _CAPTIONED.sub("", body)
    return tuple(unescape(match["src"]) for match in _IMAGE.finditer(bare) if not match["alt"].strip())
