"""A book's pictures and their text alternatives → faults (BOOK.md B1, C4, D, P11)."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.validate.book import XHTML, Book, Fault, Item, place, resolve, text_of


SVG = "{http://www.w3.org/2000/svg}"
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "SVG": "image/svg+xml"}
LIVELY = frozenset(
    {
        "script",
        "foreignObject",
        "handler",
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "set",
    }
)
OUTSIDE = re.compile(r"@import|url\(\s*[\"']?(?!#|[\"'])", re.IGNORECASE)
MODES = ("1", "L", "P", "RGB", "I", "I;16")
MAX_BYTES = 1_000_000
MAX_PIXELS = 2_500_000
COVER_SIDE = 640  # the least that every shop takes, on the shorter side
NAME_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Face:
    """What a picture's bytes say of it."""

    format: str
    mode: str
    size: tuple[int, int]
    transparent: bool


def formats(book: Book) -> Iterator[Fault]:
    """Find pictures in a format that a Kindle refuses, damaged, or not what the manifest says."""
    for item, data in _pictures(book):
        face = _drawing(book.trees.get(item.name)) if item.media_type == FORMATS["SVG"] else None
        face = face or _face(data, decode=True)
        if isinstance(face, str):
            yield item.name, {"problem": face}
        elif FORMATS.get(face.format) != item.media_type:
            yield item.name, {"problem": f"it is {face.format}, the manifest says {item.media_type}"}
        elif face.mode not in MODES or face.transparent:
            told = "parts of it are transparent" if face.transparent else f"its colours are {face.mode}"
            yield item.name, {"problem": told}


def sizes(book: Book) -> Iterator[Fault]:
    """Find pictures too heavy or too large to be mailed and shown."""
    for item, data in _pictures(book):
        face = _face(data)
        if len(data) > MAX_BYTES:
            yield (
                item.name,
                {"problem": f"{len(data) / 1_000_000:.1f} MB, of at most {MAX_BYTES / 1_000_000:.0f}"},
            )
        if isinstance(face, Face) and face.size[0] * face.size[1] > MAX_PIXELS:
            told = f"{face.size[0]} × {face.size[1]} dots, of at most {MAX_PIXELS / 1_000_000:.1f} million"
            yield item.name, {"problem": told}


def cover_size(book: Book) -> Iterator[Fault]:
    """Find a cover too small for the shelves."""
    item = book.item("cover-image")
    face = _face(book.files.get(item.name, b"")) if item else None
    if item and isinstance(face, Face) and min(face.size) < COVER_SIDE:
        yield item.name, {"size": f"{face.size[0]} × {face.size[1]}", "least": COVER_SIDE}


def content_names(book: Book) -> Iterator[Fault]:
    """Find pictures whose names do not come from their content, and those stored twice."""
    cover, seen = book.item("cover-image"), dict[str, str]()
    for item, data in _pictures(book):
        digest = hashlib.sha256(data).hexdigest()
        stem = posixpath.basename(item.name).partition(".")[0]
        if digest in seen:
            yield item.name, {"problem": f"it is the same picture as {seen[digest]}"}
        elif item != cover and not (len(stem) >= NAME_LETTERS and digest.startswith(stem)):
            yield item.name, {"problem": "its name is not made of its content"}
        seen.setdefault(digest, item.name)


def used(book: Book) -> Iterator[Fault]:
    """Find pictures that no page shows."""
    shown = {
        target for name, image in _images(book) for target in (resolve(name, image.get("src") or "")[0],)
    }
    for item, _ in _pictures(book):
        if item.name not in shown:
            yield item.name, {}


def alternatives(book: Book) -> Iterator[Fault]:
    """Find pictures without a text alternative."""
    for name, image in _images(book):
        if not (image.get("alt") or "").strip():
            yield place(name, image), {}


def repeated(book: Book) -> Iterator[Fault]:
    """Find text alternatives that only repeat the caption: a screen reader says it twice."""
    for name, image in _images(book):
        figure = next(image.iterancestors(f"{XHTML}figure"), None)
        captions = figure.iter(f"{XHTML}figcaption") if figure is not None else ()
        alt = " ".join((image.get("alt") or "").split())
        if alt and any(text_of(caption) == alt for caption in captions):
            yield place(name, image), {"alt": alt}


def _pictures(book: Book) -> Iterator[tuple[Item, bytes]]:
    for item in book.items:
        if item.media_type.startswith("image/") and item.name in book.files:
            yield item, book.files[item.name]


def _images(book: Book) -> Iterator[tuple[str, etree._Element]]:
    for name, page in book.pages.items():
        for image in page.iter(f"{XHTML}img"):
            yield name, image


def _drawing(root: etree._Element | None) -> Face | str | None:
    """Look at a drawing: it holds no script, nothing that moves, and asks for nothing from outside."""
    if root is None or root.tag != f"{SVG}svg":
        return None
    for element in root.iter("*"):
        name = etree.QName(element).localname
        if name in LIVELY:
            return f"the drawing holds {name}"
        for key, value in element.items():
            if str(key).lower().startswith("on"):
                return f"the drawing holds {key!s}"
            if str(key).rpartition("}")[2] == "href" and not str(value).startswith(("#", "data:image/")):
                return f"the drawing asks for {str(value)[:80]}"
        styles = [str(value) for value in element.attrib.values()] + [str(element.text or "")] * (
            name == "style"
        )
        if any(OUTSIDE.search(style) for style in styles):
            return "a style of the drawing asks for something outside it"
    return Face("SVG", "RGB", (0, 0), transparent=False)


def _face(data: bytes, *, decode: bool = False) -> Face | str:
    """Read a picture's head, and all of it where damage matters; or say what is wrong with it."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                transparent = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA")
                if decode:
                    picture.load()
                return Face(picture.format or "?", picture.mode, picture.size, transparent)
    except UnidentifiedImageError:
        return "its bytes are no picture that readers know"
    except (
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        return f"it cannot be decoded: {error}"
