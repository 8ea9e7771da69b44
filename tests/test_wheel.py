"""The wheel works where no checkout is: built, installed elsewhere, and run on a copy of the sample home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from pipeline import __version__


pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    return _built(ROOT, "wheel", out)


def _built(tree: Path, target: str, out: Path) -> Path:
    _run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)], tree)
    (made,) = out.iterdir()
    return made


def _run(command: list[str | Path], folder: Path) -> str:
    surroundings = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; the libraries are borrowed from this one."""
    place = tmp_path_factory.mktemp("installed") / "env"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel]
    _run(pip, place)
    own = Path(
        _run([python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"], place).strip()
    )
    (own / "borrowed.pth").write_text(
        "\n".join(sorted({sysconfig.get_paths()[name] for name in ("purelib", "platlib")}))
    )
    return place / "bin"


def test_the_wheel_holds_the_package_and_its_styles_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {
        "pipeline/py.typed",
        "pipeline/styles/terms/en.yaml",
        "pipeline/styles/covers/classic.yaml",
    } <= set(names)
    assert {name.split("/")[0] for name in names} == {"pipeline", f"presswork-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = _built(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "tree", filter="data")
    (tree,) = (tmp_path / "tree").iterdir()
    assert _built(tree, "wheel", tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_the_installed_command_builds_and_checks_the_sample(installed: Path, tmp_path: Path) -> None:
    where = _run([installed / "python", "-c", "import pipeline; print(pipeline.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert _run([installed / "presswork", "--version"], tmp_path) == f"presswork {__version__}\n"
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    built = _run([installed / "presswork", "build", "2021/01"], tmp_path).splitlines()
    assert built
    checked = _run([installed / "presswork", "check", "--no-epubcheck"], tmp_path).splitlines()
    assert len(checked) == len(list((tmp_path / "dist").rglob("*.epub")))
