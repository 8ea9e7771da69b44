"""A planned book's face and a style → its cover: the editor's own picture, one drawn before, or one drawn now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assets import font_path, load_yaml, style_file
from pipeline.build.inputs import fingerprint, hash_file
from pipeline.codec import digest
from pipeline.errors import BuildError, UsageError
from pipeline.findings import Finding, find
from pipeline.model import CoverPicture, Face
from pipeline.places import data_dir
from pipeline.store import Store


if TYPE_CHECKING:
    import uharfbuzz as hb

LEAST_COVER = 640  # pixels: Google Play's bound, the highest of the shops'
COVERS = ("image/jpeg", "image/png")  # what every shop takes
FALLBACK_LANGUAGES = (
    "zh-Hans",
    "zh-Hant",
    "ja",
    "ko",
    "ar",
    "he",
)  # whose fonts may have what the first lacks
_PNG = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class CoverStyle:
    """A cover theme as a home has it: the mapping of its file, and a template's picture."""

    mapping: dict[str, Any]
    picture: Path | None = None

    @property
    def key(self) -> str:
        """What of it decides a cover."""
        return digest(self.mapping, self.picture and hash_file(self.picture))


def cover_styles(root: Path) -> tuple[str, ...]:
    """Name the cover themes there are: ours and the home's own."""
    folders = (data_dir("styles") / "covers", root / "styles" / "covers")
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}))


def cover_style(root: Path, name: str) -> CoverStyle:
    """Load a cover theme; raise UsageError if there is none of the name."""
    place = style_file(root, f"covers/{name}.yaml")
    if not place.is_file():
        known = ", ".join(cover_styles(root))
        raise UsageError(f"there is no cover theme {name!r}; choose one of {known}")
    mapping = load_yaml(place)
    picture = mapping.get("picture") if isinstance(mapping, dict) else None
    beside = place.with_name(picture) if isinstance(picture, str) else None
    if beside is not None and not beside.is_file():
        raise UsageError(f"{place}: picture: there is no file {picture!r} beside it")
    return CoverStyle(mapping, beside)


def make_cover(
    root: Path, store: Store, face: Face, style: CoverStyle, where: str
) -> tuple[CoverPicture, tuple[Finding, ...]]:
    """Return the cover of a face: one drawn before, or one drawn now."""
    key = digest(fingerprint("cover"), face, style.key)
    kept = store.get(key)
    if kept is not None:
        return _picture(kept), ()
    data, findings = _draw(root, face, style, where)
    if not findings:  # one that lacks characters is drawn again, and told again, until a font has them
        store.put(key, data)
    return _picture(data), findings


def own_cover(path: Path) -> tuple[CoverPicture, tuple[Finding, ...]]:
    """Return the editor's own picture, made ready for a book."""
    from pipeline.images import prepare

    data = path.read_bytes()
    made = prepare(data, where=path.name)
    if isinstance(made, Finding):
        raise BuildError(f"{path}: {made.what}; {made.action}")
    told = list(made.findings)
    if min(made.width, made.height) < LEAST_COVER:
        size = {"width": made.width, "height": made.height, "least": LEAST_COVER}
        told.append(find("PUB-008", path.name, name=path.name, **size))
    if made.media_type not in COVERS:
        raise BuildError(f"{path}: a cover is a JPEG or PNG picture; save it as one of them")
    return CoverPicture(data if made.data is None else made.data, made.media_type), tuple(told)


def _picture(data: bytes) -> CoverPicture:
    return CoverPicture(data, "image/png" if data.startswith(_PNG) else "image/jpeg")


def _draw(root: Path, face: Face, style: CoverStyle, where: str) -> tuple[bytes, tuple[Finding, ...]]:
    """Draw a cover; where its font lacks a character, the fonts of the other languages may have it."""
    from pipeline.render.cover import cover_findings, draw_cover, font_file_name, theme_from

    theme = theme_from(style.mapping)
    picture = _template(style.picture) if style.picture else None
    first = font_file_name(face.language)
    cover = draw_cover(face, theme, _font(root, first), language=face.language, picture=picture)
    if cover.missing:
        names = dict.fromkeys(font_file_name(language) for language in FALLBACK_LANGUAGES)
        others = tuple(_font(root, name) for name in names if name != first)
        cover = draw_cover(
            face, theme, _font(root, first), language=face.language, fallback_fonts=others, picture=picture
        )
    return cover.data, cover_findings(cover, where)


def _template(path: Path) -> bytes:
    """Read a template's picture: JPEG, PNG, or SVG whose letters are paths."""
    data = path.read_bytes()
    if b"<svg" in data[:4096]:
        if b"<text" in data:
            raise UsageError(f"{path}: a template has no font: turn its texts into paths")
        return data
    cover, _ = own_cover(path)
    return cover.data


def _font(root: Path, name: str) -> hb.Blob:
    """Map a font's file: of 17 MB a cover needs a few glyphs."""
    import uharfbuzz as hb

    return hb.Blob.from_file_path(str(font_path(name, root)))
