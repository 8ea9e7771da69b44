"""The house keeps its own rules: style, types, layers, sizes, and one table of findings."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from pipeline.build.inputs import STAGES
from pipeline.cli.main import VERBS
from pipeline.findings import CODES


ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
TOOLS = Path(sys.executable).parent
LINES_A_MODULE, LINES_A_FUNCTION = 300, 40
TABLES = ("pipeline/model.py",)  # looked up, not read through
FAMILIES = "CFG|FET|ARC|COL|REA|CLN|CRE|IMG|IMP|CMP|PUB|EPC|LIB|RUN|DEL"

CORE_ROOMS = (
    "model findings codec markup dates terms credit clean read images compile render verify catalogue collate"
)
OUTSIDE = {
    "os",
    "socket",
    "subprocess",
    "logging",
    "random",
    "time",
    "pathlib",
    "tempfile",
    "shutil",
    "http",
    "ebooklib",
}
HEAVY = {
    "bs4",
    "PIL",
    "uharfbuzz",
    "resvg_py",
    "pydantic",
    "mammoth",
    "ebooklib",
    "yaml",
    "lxml",
    "markdown_it",
}

# Written in pieces: this file is looked at too.
PLACES = re.compile("/(?:" + "wo" + "rk|fa" + "rm|ro" + "ot|ho" + "me/[a-z]+|Us" + r"ers/[A-Za-z]+)/")
REGISTRIES = re.compile(
    "py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|deb\." + r"debian|--index-" + "url", re.IGNORECASE
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULE_NAMES = [named(path) for path in MODULES]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "."], id="ruff check"),
        pytest.param(["ruff", "format", "--check", "."], id="ruff format"),
        pytest.param(["mypy"], id="mypy"),
        pytest.param(["lint-imports"], id="lint-imports"),
    ],
)
def test_a_checker_is_content(command: list[str]) -> None:
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", MODULE_NAMES)
def test_a_module_can_be_read_in_one_sitting(name: str) -> None:
    source = (ROOT / name).read_text("utf-8")
    assert name in TABLES or source.count("\n") <= LINES_A_MODULE
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a module says in one sentence what goes in and what comes out"
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LINES_A_FUNCTION]
    assert long == []


def test_only_the_edge_catches_everything() -> None:
    broad = [
        named(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and not _raises_on(node)
    ]
    assert broad == ["pipeline/cli/main.py"]


def _raises_on(handler: ast.ExceptHandler) -> bool:
    """Say whether a handler only tidies up and lets the failure go on."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _core_modules() -> Iterator[Path]:
    for name in CORE_ROOMS.split():
        room = ROOT / "pipeline" / name
        yield from room.rglob("*.py") if room.is_dir() else [room.with_suffix(".py")]


@pytest.mark.parametrize("name", [named(path) for path in sorted(_core_modules())])
def test_the_core_touches_nothing_outside(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    imported = {
        module.partition(".")[0] if module != "urllib.request" else module
        for node in ast.walk(tree)
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert imported & (OUTSIDE | {"urllib.request"}) == set()
    assert called & {"open", "print", "input", "exec", "eval"} == set()


@pytest.mark.parametrize("stage", ["read", "archive", "images", "cover"])
def test_all_code_that_decides_a_stages_result_is_in_its_fingerprint(stage: str) -> None:
    graph = grimp.build_graph("pipeline")
    rooms = [f"pipeline.{room}" for room in STAGES[stage][0]]
    inside = {name for room in rooms for name in (room, *graph.find_descendants(room))}
    below = {name for one in inside for name in graph.find_upstream_modules(one)}
    assert below - inside <= {"pipeline"}
    loaded = {"pipeline.read", "pipeline.saved", "pipeline.images", "pipeline.archive"}
    tasks = {
        name for name in graph.find_modules_directly_imported_by("pipeline.build.tasks") if name in loaded
    }
    if stage in ("read", "images"):  # what a worker does to make one
        assert tasks - {f"pipeline.{other}" for other in ("read", "images")} <= inside


def test_asking_for_help_loads_nothing_heavy() -> None:
    look = "import sys, pipeline.cli.main; print(*{name.partition('.')[0] for name in sys.modules})"
    told = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(told.stdout.split()) & HEAVY == set()


# --- findings and the README ----------------------------------------------------------------------------------


def test_every_code_of_the_table_is_used_and_every_used_code_is_in_the_table() -> None:
    quoted = re.compile(rf"\"((?:{FAMILIES})-\d{{3}})\"")
    used = {
        code
        for path in MODULES
        if path.parent.name != "findings"
        for code in quoted.findall(path.read_text("utf-8"))
    }
    assert used == set(CODES)


def test_a_code_says_what_and_what_to_do() -> None:
    for code, row in CODES.items():
        assert re.fullmatch(rf"({FAMILIES})-\d{{3}}", code)
        assert row.what, code
        assert row.action, code
        assert not (row.what + row.action).endswith((".", ";", " ")), code


def test_the_readme_tells_every_finding_and_every_verb() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [code for code in CODES if code not in readme] == []
    assert [verb for verb in VERBS if f"presswork {verb}" not in readme] == []


# --- what must not be in the repository -----------------------------------------------------------------------


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("pattern", [PLACES, REGISTRIES], ids=["a place on a machine", "a registry"])
def test_no_tracked_file_names(pattern: re.Pattern[str]) -> None:
    found = [
        f"{named(path)}: {match.group()}"
        for path in _tracked()
        for match in pattern.finditer(path.read_bytes().decode("utf-8", "ignore"))
    ]
    assert found == []
