"""A home → a contact sheet: an issue's and a volume's cover in every theme, small, in grey, and as thumbnails.

python tests/cover_sheet.py HOME 2021/06 2021 sheet.png
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from pipeline.cli.main import main


SIDE, GAP = (240, 320), 16
THUMBNAIL = (120, 160)


def sheet(covers: list[Image.Image], out: Path) -> None:
    """Lay covers in two rows: an issue's above, a volume's below; beside each its thumbnail on sixteen greys."""
    across = SIDE[0] + THUMBNAIL[0] + 2 * GAP
    columns = len(covers) // 2
    whole = Image.new("RGB", (columns * across + GAP, 2 * (SIDE[1] + GAP) + GAP), "#ffffff")
    for index, cover in enumerate(covers):
        x, y = GAP + index % columns * across, GAP + index // columns * (SIDE[1] + GAP)
        whole.paste(cover.resize(SIDE, Image.Resampling.LANCZOS), (x, y))
        small = cover.resize(THUMBNAIL, Image.Resampling.LANCZOS)
        beside = x + SIDE[0] + GAP // 2
        whole.paste(small, (beside, y))
        greys = small.convert("L").point([round(value / 17) * 17 for value in range(256)])
        whole.paste(greys.convert("RGB"), (beside, y + THUMBNAIL[1]))
    whole.save(out, quality=82, optimize=True)


if __name__ == "__main__":
    home, issue, volume, target = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        drawn: list[Image.Image] = []
        for number, book in enumerate((issue, volume)):
            place = Path(folder) / str(number)
            main(["cover", book, "--theme", "all", "--out", str(place), "--home", home, "-q"])
            drawn += [Image.open(path).convert("RGB") for path in sorted(place.iterdir())]
        sheet(drawn, Path(target))
