"""Pictures of every kind and condition → what a book takes, or the reason why not; all drawn here."""

from __future__ import annotations

import random
import struct
import zlib
from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw

from pipeline.findings import Finding
from pipeline.images import LIMITS, Limits, Prepared, prepare


def photograph(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Draw clouds: many colours, soft edges, the same on every run."""
    noise = random.Random(width * height)
    small = Image.frombytes("RGB", (16, 12), noise.randbytes(16 * 12 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def grain(width: int, height: int) -> Image.Image:
    """Draw noise, which no format makes small."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3))


def drawing(mode: str = "RGB") -> Image.Image:
    """Draw a few flat shapes."""
    image = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((20, 20, 200, 150), fill="red")
    pen.ellipse((150, 100, 380, 280), fill="navy")
    return image.convert(mode)


def written(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def exif(**tags: object) -> Image.Exif:
    block = Image.Exif()
    block[0x010E] = "a private remark"
    for name, value in tags.items():
        block[{"orientation": 0x0112}[name]] = value
    return block


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(png: bytes, extra: bytes) -> bytes:
    """Put a chunk behind a PNG's header."""
    return png[:33] + extra + png[33:]


def ready(data: bytes, limits: Limits = LIMITS) -> Prepared:
    found = prepare(data, where="a.jpg", limits=limits)
    assert isinstance(found, Prepared), found
    shown = Image.open(BytesIO(data if found.data is None else found.data))
    shown.load()
    assert shown.size == (found.width, found.height)
    assert shown.mode in {"RGB", "L", "P", "1"}
    assert "transparency" not in shown.info
    assert shown.format is not None
    assert found.media_type == f"image/{shown.format.lower()}"
    assert found.name.endswith({"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif"}[shown.format])
    assert len(found.name.split(".")[0]) == 16
    return found


def pixels(found: Prepared, data: bytes) -> Image.Image:
    return Image.open(BytesIO(found.data or data)).convert("RGB")


def refused(data: bytes) -> str:
    found = prepare(data, where="a.jpg")
    assert isinstance(found, Finding), found
    assert found.where == "a.jpg"
    return found.code


# --- untouched -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        written(photograph(320, 240), "JPEG"),
        written(photograph(320, 240), "JPEG", progressive=True),
        written(photograph(320, 240, "L"), "JPEG"),
        written(drawing(), "PNG"),
        written(drawing("P"), "PNG"),
        written(drawing("1"), "PNG"),
        written(drawing("L"), "PNG"),
        written(drawing("P"), "GIF"),
    ],
)
def test_what_fits_stays_byte_for_byte(data: bytes) -> None:
    found = ready(data)
    assert found.data is None
    assert found.findings == ()


# --- metadata --------------------------------------------------------------------------------------------------


def test_metadata_goes_and_every_pixel_stays() -> None:
    picture = photograph(320, 240)
    bare = written(picture, "JPEG", quality=80)
    told = written(
        picture, "JPEG", quality=80, exif=exif(orientation=1), comment=b"a private remark", xmp=b"<x/>"
    )
    found = ready(told + b"trailing bytes of a phone")
    assert found.data is not None
    assert b"private" not in found.data
    assert b"trailing" not in found.data
    assert ImageChops.difference(pixels(found, b""), Image.open(BytesIO(bare))).getbbox() is None
    assert found.name == ready(bare).name  # the same picture is one file of a volume


def test_a_jpeg_thumbnail_goes() -> None:
    data = written(photograph(64, 48), "JPEG")
    body = data[6:18] + b"\x01\x01" + b"abc"
    found = ready(data[:2] + b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body + data[20:])
    assert found.data == data


def test_png_texts_go_and_every_pixel_stays() -> None:
    data = written(drawing(), "PNG")
    found = ready(with_chunk(data, chunk(b"tEXt", b"Author\0a private remark")))
    assert found.data == data


def test_srgb_profiles_go_and_others_are_converted() -> None:
    picture = photograph(160, 120)
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = written(picture, "JPEG", quality=90)
    same = ready(written(picture, "JPEG", quality=90, icc_profile=plain))
    assert same.data == data
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    other = ready(written(picture, "JPEG", quality=90, icc_profile=lab))
    assert other.data not in {None, data}
    assert b"ICC_PROFILE" not in (other.data or b"")


# --- converted -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (320, 240)), (3, (320, 240)), (6, (240, 320)), (8, (240, 320))]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_stand_upright(kind: str, orientation: int, size: tuple[int, int]) -> None:
    image = photograph(320, 240)
    image.paste("black", (0, 0, 160, 240))  # the left half
    found = ready(written(image, kind, exif=exif(orientation=orientation)))
    assert (found.width, found.height) == size
    shown = pixels(found, written(image, kind, exif=exif(orientation=orientation))).convert("L")
    dark = {1: (20, 120), 3: (300, 120), 6: (120, 20), 8: (120, 300)}[orientation]
    assert shown.getpixel(dark) < 40  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "BMP", "TIFF"])
def test_photographs_of_other_formats_become_jpeg(kind: str) -> None:
    assert ready(written(photograph(320, 240), kind)).media_type == "image/jpeg"


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "WEBP"])
def test_drawings_of_other_formats_become_png(kind: str) -> None:
    data = written(drawing(), kind, **({"lossless": True} if kind == "WEBP" else {}))
    found = ready(data)
    assert found.media_type == "image/png"
    assert ImageChops.difference(pixels(found, data), drawing()).getbbox() is None


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_becomes_white(mode: str) -> None:
    layer = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    layer.paste((0, 0, 0, 255), (0, 0, 30, 40))
    data = written(layer.convert(mode), "PNG")
    shown = pixels(ready(data), data)
    assert (shown.getpixel((50, 20)), shown.getpixel((10, 20))) == ((255, 255, 255), (0, 0, 0))


def test_gif_transparency_becomes_white() -> None:
    image = drawing("P")
    data = written(image, "GIF", transparency=image.getpixel((0, 0)))
    found = ready(data)
    assert found.media_type == "image/png"
    assert pixels(found, data).getpixel((0, 0)) == (255, 255, 255)


def test_cmyk_becomes_rgb_of_the_same_look() -> None:
    data = written(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG", quality=95)
    red, green, blue = pixels(ready(data), data).getpixel((32, 32))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_sixteen_bit_greys_become_eight() -> None:
    data = written(Image.new("I;16", (32, 32), 32768), "PNG")
    assert abs(pixels(ready(data), data).getpixel((5, 5))[0] - 128) <= 1  # type: ignore[index]


@pytest.mark.parametrize("size", [(2400, 1800), (4000, 40), (40, 4000), (1600, 1600)])
def test_large_pictures_shrink_in_proportion(size: tuple[int, int]) -> None:
    found = ready(written(photograph(*size), "JPEG"))
    assert max(found.width, found.height) <= LIMITS.long_side
    assert found.width * found.height <= LIMITS.pixels
    assert found.width / found.height == pytest.approx(size[0] / size[1], rel=0.1)


def test_heavy_pictures_lose_quality_first() -> None:
    data = written(photograph(1500, 1200), "JPEG", quality=100)
    assert len(data) > LIMITS.target_bytes
    found = ready(data)
    assert found.data is not None
    assert len(found.data) <= LIMITS.target_bytes
    assert (found.width, found.height) == (1500, 1200)


def test_no_picture_passes_the_hard_limit() -> None:
    limits = Limits(target_bytes=20_000, max_bytes=30_000)
    found = ready(written(grain(300, 300), "BMP"), limits)
    assert found.data is not None
    assert len(found.data) <= 30_000
    assert found.width == found.height < 300


def test_a_jpeg_that_would_hardly_shrink_is_not_written_again() -> None:
    data = written(grain(600, 600), "JPEG", quality=62)
    assert LIMITS.target_bytes / 4 < len(data)
    assert ready(data, Limits(target_bytes=len(data) - 1000)).data is None


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_what_moves_shows_its_first_frame_and_says_so(kind: str) -> None:
    first, second = drawing(), Image.new("RGB", (400, 300), "lime")
    lossless = {"lossless": True} if kind == "WEBP" else {}
    data = written(first, kind, save_all=True, append_images=[second], duration=100, **lossless)
    found = ready(data)
    assert [finding.code for finding in found.findings] == ["IMG-007"]
    shown = Image.open(BytesIO(found.data or data))
    assert getattr(shown, "n_frames", 1) == 1
    assert ImageChops.difference(shown.convert("RGB"), first).getbbox() is None


def test_same_bytes_twice() -> None:
    for data in (
        written(photograph(1700, 900), "PNG"),
        written(drawing("P"), "TIFF"),
        written(photograph(99, 99), "WEBP"),
    ):
        assert prepare(data, where="a") == prepare(data, where="a")


# --- refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "IMG-001"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "IMG-002"),
        (b"\xef\xbb\xbf\r\n <HTML><head>", "IMG-002"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML"><html>', "IMG-002"),
        (b"<script>location='/login'</script>", "IMG-002"),
        (
            b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><svg viewBox="0 0 1 1"/></html>',
            "IMG-002",
        ),
        (b"<!DOCTYPE html><body><svg viewBox='0 0 1 1'><path/></svg>", "IMG-002"),
        (b'{"error": 404}', "IMG-003"),
        (b"Not found: the picture is gone", "IMG-003"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "IMG-003"),
        (b"%PDF-1.7\n", "IMG-003"),
        (b"\x01\x02\x03", "IMG-003"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "IMG-004"),
        (b"<svg viewBox='0 0 1 1'></svg>", "IMG-004"),
        (b"\xff\xd8\xff", "IMG-005"),
        (b"\x89PNG\r\n\x1a\n", "IMG-005"),
        (b"GIF89a", "IMG-005"),
        (b"BM", "IMG-003"),
    ],
)
def test_what_is_no_picture(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_picture_that_ends_early_is_refused(kind: str, part: float) -> None:
    data = written(photograph(320, 240, "P" if kind == "GIF" else "RGB"), kind)
    assert refused(data[: int(len(data) * part)]) == "IMG-005"


def test_a_jpeg_without_its_end_is_refused() -> None:
    assert refused(written(photograph(64, 48), "JPEG")[:-2]) == "IMG-005"


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + segment(0xC0, b"\x08") + b"\xff\xd9",  # a frame header cut short
        b"\xff\xd8" + segment(0xDB, bytes(65)) + b"\xff\xd9",  # no frame at all
        b"\xff\xd8\xff\xe0\x00\x01\xff\xd9",  # a segment shorter than its length
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0))
        + chunk(b"IEND", b""),
    ],
)
def test_files_without_a_picture_in_them_are_refused(data: bytes) -> None:
    assert refused(data) == "IMG-005"


def test_fill_bytes_between_segments_are_allowed() -> None:
    data = written(photograph(64, 48), "JPEG")
    assert ready(data[:2] + b"\xff\xff\xff" + data[2:]).data == data


def test_a_broken_profile_leaves_the_colours_as_they_are() -> None:
    data = written(drawing(), "JPEG", quality=95, icc_profile=b"no profile" * 20)
    red, green, blue = pixels(ready(data), data).getpixel((50, 50))  # type: ignore[misc]
    assert red > 240
    assert max(green, blue) < 20


def test_a_png_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(written(drawing(), "PNG"))
    data[60] ^= 1
    assert refused(bytes(data)) == "IMG-005"


@pytest.mark.parametrize("size", [(7000, 7000), (30000, 30000), (100000, 1000)])
def test_bombs_are_refused_without_decoding(size: tuple[int, int]) -> None:
    header = struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    assert refused(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rows + chunk(b"IEND", b"")) == "IMG-006"


@pytest.mark.parametrize("size", [(8000, 6000), (12000, 10000), (20000, 20000)])
def test_bombs_of_formats_that_only_pillow_reads_are_refused(size: tuple[int, int]) -> None:
    fields = [
        (256, 4, size[0]),
        (257, 4, size[1]),
        (258, 3, 1),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, size[1]),
        (279, 4, 8),
    ]
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(fields))
    for tag, kind, value in fields:
        head += struct.pack("<HHII", tag, kind, 1, value)
    assert refused(head + b"\0\0\0\0") == "IMG-006"


def test_noise_behind_a_signature_never_raises() -> None:
    noise = random.Random(3)
    signatures = [
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"BM",
        b"II*\0",
        b"\0\0\0\x1cftypavif",
    ]
    for signature in signatures:
        for length in (0, 1, 5, 20, 400):
            assert isinstance(prepare(signature + noise.randbytes(length), where="a"), Finding)


def test_damage_anywhere_never_raises() -> None:
    noise = random.Random(5)
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"):
        data = written(photograph(48, 36, "P" if kind == "GIF" else "RGB"), kind)
        for _ in range(60):
            hurt = bytearray(data)
            hurt[noise.randrange(len(hurt))] = noise.randrange(256)
            assert isinstance(prepare(bytes(hurt), where="a"), Prepared | Finding)


def test_the_name_may_lie() -> None:
    found = prepare(written(drawing(), "PNG"), where="photo.jpg")
    assert isinstance(found, Prepared)
    assert found.media_type == "image/png"


# --- drawings ----------------------------------------------------------------------------------------------------


BOX = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100"'
RECT = '<rect width="10" height="10"/>'


def svg(inner: str, box: str = BOX) -> bytes:
    return f"<svg {box}>{inner}</svg>".encode()


def drawn(data: bytes) -> tuple[Prepared, str]:
    """Prepare a drawing; prepared once more, it stays as it is."""
    found = prepare(data, where="a.svg")
    assert isinstance(found, Prepared), found
    assert found.media_type == "image/svg+xml"
    assert found.data is not None
    again = prepare(found.data, where="a.svg")
    assert isinstance(again, Prepared), again
    assert (again.data, again.name, again.findings) == (None, found.name, ())
    assert found.name.endswith(".svg")
    return found, found.data.decode()


def test_a_drawing_is_kept_with_its_parts() -> None:
    inner = (
        "<title>苗</title><defs><linearGradient id='g'><stop offset='0' stop-color='#090'/></linearGradient>"
        "<g id='leaf'><path d='M0 0L9 9'/></g></defs><style>.a{fill:url(#g)} #leaf > path {stroke : red}</style>"
        "<rect class='a' width='10' height='10' style='fill-opacity:.5; stroke:url(#g)'/>"
        "<use href='#leaf' transform='translate(3,4)'/><text x='1'>一<tspan dy='2'>二</tspan>三</text>"
    )
    found, text = drawn(svg(inner))
    assert (found.width, found.height, found.findings) == (200, 100, ())
    for part in (
        "<title>苗</title>",
        ".a{fill:url(#g)}#leaf &gt; path{stroke:red}",
        'style="fill-opacity:.5;stroke:url(#g)"',
        'xlink:href="#leaf"',
        'transform="translate(3,4)"',
        ">一<tspan",
        "三</text>",
        'viewBox="0 0 200 100"',
    ):
        assert part in text, text


def test_the_order_of_attributes_and_editors_notes_make_no_difference() -> None:
    plain, _ = drawn(svg('<rect width="10" height="10" fill="red"/>'))
    noted = (
        '<?xml version="1.0"?><!-- drawn by hand -->\n<svg xmlns:i="urn:editor" '
        f'{BOX} i:zoom="3">\n <metadata><a/></metadata><i:view/>\n<rect fill="red" i:x="1" height="10" width="10"/></svg>'
    )
    other, text = drawn(noted.encode())
    assert other.name == plain.name
    assert "editor" not in text
    assert other.findings == ()


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>alert(1)</script>", "a script"),
        ("<g onclick='alert(1)'/>", "a script"),
        ("<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>", None),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "a part of a web page"),
        ("<circle r='1'><animate attributeName='r' to='9'/></circle>", "movement"),
        ("<set attributeName='href' to='javascript:alert(1)'/>", "movement"),
        ("<a href='javascript:alert(1)'><path d='M0 0'/></a>", None),
        ("<a href='https://news.example/'><path d='M0 0'/></a>", None),
        ("<image href='https://news.example/a.png'/>", "a picture from outside"),
        ("<image xlink:href='file:///etc/passwd'/>", "a picture from outside"),
        ("<image href='data:image/svg+xml,%3Csvg/%3E'/>", "a picture in it"),
        ("<image href='data:text/html;base64,PGI+'/>", "a picture in it"),
        ("<use href='other.svg#a'/>", "a part from outside"),
        ("<use xlink:href='data:image/svg+xml,x#a'/>", "a part from outside"),
        ("<rect fill='url(https://news.example/a.svg#g)'/>", "a picture from outside"),
        ("<rect fill='u\\72l(//news.example/a)'/>", "a picture from outside"),
        ("<rect style='fill:url(//news.example/a.svg#g)'/>", "a part from outside"),
        ("<rect style='fill:u\\72l(//news.example/a)'/>", None),
        ("<rect style=\"cursor:url('http://news.example/a')\"/>", "a part from outside"),
        ("<rect style='fill:red;animation:a 1s'/>", "movement"),
        ("<style>@import 'http://news.example/a.css';rect{fill:red}</style>", "a part from outside"),
        ("<style>@font-face{font-family:a;src:url(http://news.example/a)}</style>", "a part from outside, a font"),
        ("<style>rect{fill:url(http://news.example/a)}</style>", "a part from outside"),
        ("<style>rect{fill:image-set('http://news.example/a' 1x)}</style>", "a part from outside"),
        ("<style>@media print{rect{fill:url(http://news.example/a)}}</style>", "a part from outside, a style for some devices"),
        ("<style>rect{a:'}';fill:url(http://news.example/a)}</style>", "a part from outside"),
        ("<g xml:base='http://news.example/'/>", None),
        ("<?xml-stylesheet href='http://news.example/a.css'?>", None),
    ],
)  # fmt: skip
def test_what_runs_moves_or_leads_outside_is_left_out(inner: str, what: str | None) -> None:
    found, text = drawn(svg(inner + RECT))
    for trace in ("alert", "news.example", "passwd", "javascript", "foreignObject", "animat", "base64", "\\"):
        assert trace not in text
    assert [finding.what.partition("without ")[2] for finding in found.findings] == ([what] if what else [])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg(f"<text>&a;</text>{RECT}"), "entities"),
        (b"<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>" + svg(RECT), "entities"),
        (svg("<text>&unknown;</text>"), "XML"),
        (svg("<rect>"), "XML"),
        (svg(RECT) + b"<p/>", "XML"),
        (b"<svg viewBox='0 0 1 1'><rect/></svg>", "xmlns"),
        (svg(""), "nothing is drawn"),
        (svg("<script>1</script>"), "nothing is drawn"),
        (svg("<image href='a.png'/>"), "nothing is drawn"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg"'), "size"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"'), "size"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"'), "size"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"'), "size"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9000 9"'), "measure"),
        (svg(RECT, 'xmlns="http://www.w3.org/2000/svg" width="999999999e9" height="99999999e9"'), "measure"),
        (svg("<g id='a'><use href='#a'/></g>"), "without end"),
        (svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"), "without end"),
        (svg("<pattern id='p'><rect fill='url(#p)'/></pattern>"), "without end"),
        (svg("<g>" * 300 + RECT + "</g>" * 300), "XML"),
        (svg(RECT * 20_001), "parts"),
        (svg("<desc>" + "x" * 4_000_000 + "</desc>" + RECT), "larger"),
        (svg(f"<path d='{'M0 0' * 260_000}'/>"), "larger"),
    ],
)
def test_a_drawing_that_cannot_be_made_safe_is_refused(data: bytes, why: str) -> None:
    found = prepare(data, where="a.svg")
    assert isinstance(found, Finding)
    assert found.code == "IMG-004"
    assert why in found.what


def test_a_drawing_that_uses_itself_a_million_times_is_refused() -> None:
    levels = "".join(f"<g id='l{n + 1}'>" + f"<use href='#l{n}'/>" * 10 + "</g>" for n in range(8))
    found = prepare(svg(f"<g id='l0'>{RECT}</g>{levels}"), where="a.svg")
    assert isinstance(found, Finding)
    assert "draws more than" in found.what


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ('viewBox="0 0 24 24" width="600" height="600"', (600, 600)),
        ('viewBox="0 0 24 12" width="2in"', (192, 96)),
        ('viewBox="0,0,300,200" width="100%" height="100%"', (300, 200)),
        ('width="300px" height="20mm"', (300, 76)),
        ('viewBox="0 0 8000 4000"', (1600, 800)),
        ('viewBox="-5 -5 3000 3000"', (1581, 1581)),
    ],
)
def test_a_drawing_is_as_large_as_it_says_and_fits_a_page(told: str, size: tuple[int, int]) -> None:
    found, text = drawn(svg(RECT, f'xmlns="http://www.w3.org/2000/svg" {told}'))
    assert (found.width, found.height) == size
    assert f'width="{size[0]}"' in text
    assert "viewBox=" in text


def test_a_small_picture_in_a_drawing_stays_without_its_metadata() -> None:
    data = with_chunk(written(drawing(), "PNG"), chunk(b"tEXt", b"Author\0a private remark"))
    found, text = drawn(
        svg(f'<image width="9" height="9" href="data:image/png;base64,{b64encode(data).decode()}"/>')
    )
    inside = b64decode(text.partition("base64,")[2].partition('"')[0])
    assert inside == written(drawing(), "PNG")
    assert found.findings == ()
    large = b64encode(written(grain(400, 400), "PNG")).decode()
    found, text = drawn(svg(f'<image href="data:image/png;base64,{large}"/>{RECT}'))
    assert "base64" not in text
    assert [finding.code for finding in found.findings] == ["IMG-008"]


def test_ids_are_names_and_stand_once() -> None:
    _, text = drawn(svg("<g id='1 a'/><g id='a'/><rect id='a'/><use href='#nowhere'/>"))
    assert text.count("id=") == 1
    assert "href" not in text


def test_damage_to_a_drawing_never_raises() -> None:
    noise = random.Random(9)
    whole = svg(f"<style>rect{{fill:red}}</style><g id='a'>{RECT}</g><use href='#a'/><text>一</text>")
    for _ in range(300):
        hurt = bytearray(whole)
        for _ in range(noise.randrange(1, 4)):
            hurt[noise.randrange(4, len(hurt))] = noise.randrange(256)
        assert isinstance(prepare(bytes(hurt), where="a"), Prepared | Finding)


def test_a_hostile_style_takes_no_time() -> None:
    for style in ("@" * 60_000, "/*" * 30_000, "a{" * 30_000, "url(" * 15_000, "(" * 60_000, "*/" * 30_000):
        prepare(svg(f"<style>{style}</style><rect style='{style}' fill='{style}'/>{RECT}"), where="a.svg")
