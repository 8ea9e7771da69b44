"""The README's tables say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.cli.main import VERBS
from pipeline.findings import CODES


README = Path(__file__).parent.parent / "README.md"


def _verbs() -> str:
    rows = [f"| `presswork {verb}` | {line} |" for verb, (_, line) in VERBS.items()]
    return "\n".join(["| verb | does |", "|---|---|", *rows])


def _findings() -> str:
    rows = [
        f"| {code} | {row.severity} | {_cell(row.what)} | {_cell(row.action)} |"
        for code, row in CODES.items()
    ]
    return "\n".join(["| code | severity | what | what to do |", "|---|---|---|---|", *rows])


def _cell(text: str) -> str:
    """Show a text with its {names} as a reader meets it."""
    shown = re.sub(r"\{(\w+)(![rs])?\}", r"‹\1›", text).replace("{{", "{").replace("}}", "}")
    return shown.replace("|", "\\|").replace("<", "&lt;")


@pytest.mark.parametrize(("name", "table"), [("verbs", _verbs()), ("findings", _findings())])
def test_a_table_of_the_readme_is_what_the_code_says(name: str, table: str, accept: bool) -> None:
    text = README.read_text("utf-8")
    block = re.compile(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    assert block.search(text), f"the README has lost its block <!-- {name}: … -->"
    written = block.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text)
    if accept:
        README.write_text(written, "utf-8")
        return
    assert text == written
