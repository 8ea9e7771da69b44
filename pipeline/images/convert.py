"""A picture that does not fit a book as it is → JPEG for photographs, PNG for line art, within the limits."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from math import sqrt

from PIL import Image, ImageCms, ImageOps

from pipeline.findings import Finding, find
from pipeline.images.formats import Frame, is_srgb
from pipeline.images.values import Limits, Prepared, named


# What Pillow raises for broken content.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    struct.error,
    zlib.error,
)
QUALITIES = (85, 78, 70, 62)  # below, faces of a group photograph smear
SMALLER = 0.8  # the next try's side, where quality alone does not do
FEW_COLOURS = 256
FEW_GREYS = 32
WORTH_IT = 0.9  # a second generation of JPEG must save a tenth


def convert(data: bytes, kind: str, frame: Frame | None, *, where: str, limits: Limits) -> Prepared | Finding:
    """Decode, turn upright, flatten and shrink a picture, and write it as small as the limits ask."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a decoder grumbles about is either shown or BROKEN
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=(kind,))
            width, height = opened.size
            if width * height > limits.decoded_pixels:
                return find("IMG-006", where, limit=limits.decoded_pixels // 10**6)
            is_animated = getattr(opened, "n_frames", 1) > 1 and kind != "TIFF"
            image, is_drawing = _plain(opened, kind, limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return find("IMG-006", where, limit=limits.decoded_pixels // 10**6)
    except BROKEN:
        return find("IMG-005", where, why="it cannot be decoded")
    notes = (find("IMG-007", where),) if is_animated else ()
    if kind == "JPEG" and frame and _is_only_heavy(frame, image, limits):
        again = _jpeg(image, limits)
        if len(again) > WORTH_IT * len(frame.data):
            return named(kind, image.size, frame.data, data, notes)
        return named("JPEG", image.size, again, data, notes)
    return _written(
        image, data, limits, notes, is_drawing=is_drawing or _is_small_png(kind, data, image, opened, limits)
    )


def _plain(opened: Image.Image, kind: str, limits: Limits) -> tuple[Image.Image, bool]:
    """Return the first frame upright, sRGB or grey, on white, not too large; and whether it is drawn."""
    if kind == "JPEG":
        side = limits.long_side * 2  # decode a camera's picture at a fraction of its size
        opened.draft(opened.mode, (side, side))
    opened.load()
    image = ImageOps.exif_transpose(opened)
    profile = opened.info.get("icc_profile")
    image = _on_white(image)
    if not is_srgb(profile) and isinstance(profile, bytes):
        image = _to_srgb(image, profile)
    image = image.convert("L" if image.mode in {"L", "1"} else "RGB")
    few = FEW_GREYS if image.mode == "L" else FEW_COLOURS
    is_drawing = kind != "JPEG" and image.getcolors(few) is not None
    return _shrunk(image, _factor(image.size, limits)), is_drawing


def _on_white(image: Image.Image) -> Image.Image:
    """Flatten transparency, for readers draw it on any colour; bring 16-bit greys to 8."""
    if image.mode.startswith("I") or image.mode == "F":
        _, high = image.getextrema()
        top = 65535.0 if isinstance(high, (int, float)) and high > 255 else 255.0
        return image.convert("F").point(lambda value: value * (255.0 / top)).convert("L")
    if not image.has_transparency_data:
        return image
    layer = image.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    white.alpha_composite(layer)
    return white.convert("L" if image.mode in {"LA", "La", "L"} else "RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    source = image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(
            source,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):  # a broken profile: the numbers as they are
        return source
    return converted or source


def _factor(size: tuple[int, int], limits: Limits) -> float:
    width, height = size
    return min(1.0, limits.long_side / max(width, height), sqrt(limits.pixels / (width * height)))


def _shrunk(image: Image.Image, factor: float) -> Image.Image:
    if factor >= 1:
        return image
    size = (max(1, int(image.width * factor)), max(1, int(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _is_only_heavy(frame: Frame, image: Image.Image, limits: Limits) -> bool:
    """Tell whether a JPEG could stay as it is but for its bytes, and is allowed to."""
    return (
        frame.is_plain and (frame.width, frame.height) == image.size and len(frame.data) <= limits.max_bytes
    )


def _is_small_png(kind: str, data: bytes, image: Image.Image, opened: Image.Image, limits: Limits) -> bool:
    """Tell whether a picture came without loss and small, so that it should stay without loss."""
    return kind in {"PNG", "GIF"} and len(data) <= limits.target_bytes and image.size == opened.size


def _written(
    image: Image.Image, original: bytes, limits: Limits, notes: tuple[Finding, ...], *, is_drawing: bool
) -> Prepared:
    if is_drawing:
        drawn = _png(image)
        if len(drawn) <= limits.target_bytes:
            return named("PNG", image.size, drawn, original, notes)
    photograph = _jpeg(image, limits)
    while len(photograph) > limits.max_bytes and min(image.size) > 1:
        image = _shrunk(image, SMALLER)
        photograph = _jpeg(image, limits)
    return named("JPEG", image.size, photograph, original, notes)


def _jpeg(image: Image.Image, limits: Limits) -> bytes:
    written = b""
    for quality in QUALITIES:
        stream = BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True)
        written = stream.getvalue()
        if len(written) <= limits.target_bytes:
            break
    return written


def _png(image: Image.Image) -> bytes:
    stream = BytesIO()
    _with_palette(image).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _with_palette(image: Image.Image) -> Image.Image:
    """Number the colours where there are few, if that loses none."""
    if image.mode != "RGB" or image.getcolors(FEW_COLOURS) is None:
        return image
    numbered = image.quantize(FEW_COLOURS, dither=Image.Dither.NONE)
    return numbered if numbered.convert("RGB").tobytes() == image.tobytes() else image
