"""Names of the files that come with presswork (styles, fonts) → their places and contents."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import BuildError
from pipeline.places import data_dir
from pipeline.terms import Terms, fold, missing_keys, terms_from


FONT_PACKS = ("justmytype_intl_cjk", "justmytype_intl_rtl")


def style_file(home: Path | None, name: str) -> Path:
    """Find a file of styles/; the home's own wins over ours."""
    own = home / "styles" / name if home else None
    return own if own and own.is_file() else data_dir("styles") / name


def load_yaml(path: Path) -> Any:
    """Read a YAML file of styles/ as plain values."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 (a safe loader either way)


@cache
def load_terms(home: Path | None, language: str) -> Terms:
    """Read the words of a language, the home's own over ours."""
    key = fold(language)
    words = dict(load_yaml(data_dir("styles") / "terms" / f"{key}.yaml"))
    own = style_file(home, f"terms/{key}.yaml")
    words.update(load_yaml(own))
    if lacking := missing_keys(words):
        raise BuildError(
            f"{own}: words are missing: {', '.join(lacking)}; copy them from styles/terms/en.yaml"
        )
    return terms_from(words, language)


def font_path(file_name: str, home: Path | None = None) -> Path:
    """Find a cover font: a home's own under styles/fonts, else the one installed with presswork."""
    own = home / "styles" / "fonts" / file_name if home else None
    if own and own.is_file():
        return own
    for pack in FONT_PACKS:
        spec = importlib.util.find_spec(pack)
        for place in spec.submodule_search_locations or () if spec else ():
            found = Path(place) / "fonts" / "ofl" / file_name
            if found.is_file():
                return found
    packs = " ".join(pack.replace("_", "-") for pack in FONT_PACKS)
    raise BuildError(f"the font {file_name} is not installed; run: pip install {packs}")
