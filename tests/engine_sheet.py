"""Pictures that tests/test_engines.py left → one sheet: of the README, or of all that a name holds.

python tests/engine_sheet.py .github/pictures/engines.jpg
python tests/engine_sheet.py sheet.jpg bare-yard          # every picture whose name begins so, six a row
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image


PICTURES = Path(__file__).resolve().parent.parent / "artefacts" / "engines"
GAP = 12
# foliate-js keeps a page's margin in the theme the chapter was opened in, so of its two pictures one is framed.
README = (  # a row each
    (
        "yuandi-2021-no06-a2021-06-02-phone-100-light-epubjs",
        "yuandi-2021-no06-a2021-06-02-phone-200-dark-readium",
        "yard-ja-vertical-rl-2021-no02-a2021-02-01-phone-100-dark-foliate",
        "yard-ar-2021-no02-a2021-02-01-phone-100-light-readium",
        "bare-yuandi-2021-no06-a2021-06-02-phone-100-light-readium",
    ),
    (
        "yard-zh-hant-vertical-rl-2021-no02-a2021-02-01-reader-100-light-epubjs",
        "yard-en-2021-no02-a2021-02-01-tablet-100-light-readium",
        "yuandi-2021-a2021-06-02-tablet-200-dark-epubjs",
        "yard-ko-2021-no02-a2021-02-01-reader-200-light-epubjs",
    ),
)


def main() -> None:
    """Lay the pictures in rows of one height."""
    out, *begins = sys.argv[1:]
    found = sorted(path.stem for path in PICTURES.glob("*.png") if path.stem.startswith(tuple(begins)))
    rows = [found[at : at + 6] for at in range(0, len(found), 6)] if begins else README
    strips = [_strip([Image.open(PICTURES / f"{name}.png").convert("RGB") for name in row]) for row in rows]
    width = max(strip.width for strip in strips)
    sheet = Image.new("RGB", (width, sum(strip.height + GAP for strip in strips) + GAP), "#888888")
    top = GAP
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height + GAP
    sheet.save(out, quality=84, optimize=True)


def _strip(pictures: list[Image.Image], height: int = 520) -> Image.Image:
    scaled = [
        each.resize((each.width * height // each.height, height), Image.Resampling.LANCZOS)
        for each in pictures
    ]
    strip = Image.new("RGB", (sum(each.width + GAP for each in scaled) + GAP, height), "#888888")
    left = GAP
    for each in scaled:
        strip.paste(each, (left, 0))
        left += each.width + GAP
    return strip


if __name__ == "__main__":
    main()
