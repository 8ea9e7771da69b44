"""A book → the pictures of it in the README, taken in headless Chromium.

python tests/screenshots.py dist/issues/yuandi-2021-no06.epub .github/pictures titlepage article=a2021-06-01
python tests/screenshots.py dist/volumes/yuandi-2021.epub .github/pictures contents table=a2021-03-01
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from PIL import Image
from served import with_fonts


SIZE = (480, 720)  # CSS pixels: a phone held upright, at one and a half device pixels


def main() -> None:
    """Unpack the book and take a picture of each page named."""
    book, out, *pages = sys.argv[1:]
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("chromium is not installed; on Debian: apt-get install chromium fonts-noto-cjk")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(book) as archive:
            archive.extractall(folder)
        for told in pages:
            name, _, page = told.rpartition("=")
            shoot(browser, Path(folder), page, Path(out) / f"{name or page}.png")


def shoot(browser: str, folder: Path, page: str, out: Path) -> None:
    """Take one picture of a page of an unpacked book."""
    address = (folder / "EPUB" / "text" / f"{page}.xhtml").as_uri()
    take(browser, address, out, profile=folder / "profile")
    Image.open(out).convert("RGB").quantize(128).save(out, optimize=True)


def take(
    browser: str, address: str, out: Path, *, profile: Path, size: tuple[int, int] = SIZE, scale: float = 1.5
) -> None:
    """Take a picture of what an address shows."""
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-background-networking",
            f"--user-data-dir={profile}",
            f"--force-device-scale-factor={scale}",
            f"--window-size={size[0]},{size[1]}",
            f"--screenshot={out}",
            address,
        ],
        check=True,
        capture_output=True,
        env=with_fonts(profile.parent),
    )


if __name__ == "__main__":
    main()
