"""A book → the pictures of it in the README, taken in headless Chromium.

python tests/screenshots.py dist/volumes/yuandi-2021.epub .github/pictures titlepage contents a2021-03-01 …
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


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
        for page in pages:
            shoot(browser, Path(folder), page, Path(out))


def shoot(browser: str, folder: Path, page: str, out: Path) -> None:
    """Take one picture."""
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-background-networking",
            f"--user-data-dir={folder / 'profile'}",
            "--force-device-scale-factor=1.5",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--screenshot={out / page}.png",
            (folder / "EPUB" / "text" / f"{page}.xhtml").as_uri(),
        ],
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    main()
