"""The architecture, as tests: who may import whom, and how large a piece may grow.

When a test here fails, either the code took a shortcut or the design changed. Mend the
code, or change the table below on purpose.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE, STATIC, TEMPLATES = ROOT / "webapp", ROOT / "static", ROOT / "templates"

# The pure core, in the order in which data flows: a module imports only from those above
# it, and only what its row names. No web, no clock, no files, no printing.
CORE = {
    "lessons": "",
    "network": "numpy",
    "grammar": "lessons pydantic_core",
    "config": "grammar lessons pydantic pydantic_core",
    "query": "config grammar lessons pydantic pydantic_core",
    "step": "network numpy",
    "training": "network step numpy",
    "run": "config lessons network step training numpy",
    "describe": "config lessons run step training",
    "stream": "config describe run training orjson",
    # What the page shows before any script runs, as numbers, words and geometry.
    "palette": "",
    "story": "",
    "marks": "",
    "matrices": "lessons marks",
    "listing": "config lessons matrices",
    "display": "",
    "diagram": "",
    "first_frame": "config lessons marks network run step",
}
CORE_LIBRARIES = {"numpy", "orjson", "pydantic", "pydantic_core"}
CORE_STANDARD_LIBRARY = {
    *("collections", "dataclasses", "decimal", "enum", "functools", "itertools", "logging"),
    *("math", "operator", "re", "string", "typing", "urllib"),
}

# The thin edges. Each library from outside has one home: plotly in figures, waitress in
# server, click and rich in cli; and Flask never reaches the command `train`.
EDGES = {
    "__init__": "",
    "resources": "",
    "assets": "",
    "language": "",
    "figures": "language palette plotly",
    "api": "config describe listing query run step stream flask werkzeug",
    "page": "api assets config describe diagram display figures first_frame language listing marks"
    " query story stream flask jinja2 markdown_it markupsafe werkzeug",
    "problems": "describe display query stream training flask werkzeug",
    "security": "flask",
    "app": "api assets page problems resources security flask",
    "server": "flask waitress",
    "cli": "app config describe grammar query run server stream training click numpy rich",
}

# In static/js: a view draws the frame it is given, and so knows none of these, nor another
# view. The exceptions are what views share to draw with.
UNKNOWN_TO_VIEWS = {"store.js", "stream.js", "player.js"}
SHARED_BY_VIEWS = {"dom.js", "spread.js"}
KNOWS_PLOTLY = "charts.js"

LONGEST_MODULE = 250  # lines
LONGEST_FUNCTION = 40

MODULES = sorted(PACKAGE.glob("*.py"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
PAGES = sorted(TEMPLATES.rglob("*.html"))

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
each_script = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def nodes_of(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8"), path.name))


def imports_of(path: Path) -> set[str]:
    """The names a module imports, wherever it does: `run` for webapp.run, else packages."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno}: name the package in full"
            names = {f"webapp.{alias.name}" for alias in node.names}
            found |= names if node.module == "webapp" else {str(node.module)}
    found = {name.removeprefix("webapp.").split(".")[0] for name in found}
    return {name for name in found if name not in ("__version__", "__future__")}


@each_module
def test_module_imports_only_what_its_row_allows(path: Path) -> None:
    table = CORE | EDGES
    assert path.stem in table, "give the new module a row in CORE or EDGES"
    allowed = set(table[path.stem].split())
    allowed |= CORE_STANDARD_LIBRARY if path.stem in CORE else sys.stdlib_module_names
    assert imports_of(path) <= allowed


def test_the_core_rests_on_nothing_but_itself() -> None:
    above = set(CORE_LIBRARIES)
    for name, row in CORE.items():
        assert set(row.split()) <= above, name
        above.add(name)


def test_every_row_of_the_table_has_its_module() -> None:
    assert {path.stem for path in MODULES} == set(CORE | EDGES)


@each_module
def test_only_the_command_prints(path: Path) -> None:
    names = {node.id for node in nodes_of(path) if isinstance(node, ast.Name)}
    assert path.stem == "cli" or "print" not in names


@each_module
def test_functions_are_short(path: Path) -> None:
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda path: path.name)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


def code_of(script: Path) -> str:
    """A script without its comments, which may name types and talk of anything."""
    return re.sub(r"/\*[\s\S]*?\*/|(?:^|\s)//.*", "", script.read_text("utf-8"))


# import 'x', import a, { b } from 'x', export { c } from 'x', import('x')
IMPORT = r"""(?:^\s*import|^\s*(?:import|export)[\w\s{},*$]+?\bfrom|\bimport\()\s*['"]([^'"]+)"""


def script_imports(path: Path) -> Iterator[Path]:
    """The files a script imports when it runs."""
    for name in re.findall(IMPORT, code_of(path), flags=re.MULTILINE):
        assert name.startswith("."), f"{path.name} imports {name}: only relative paths resolve"
        yield (path.parent / name).resolve()


@each_script
def test_script_imports_files_that_exist(path: Path) -> None:
    for imported in script_imports(path):
        assert imported in SCRIPTS, f"{imported.name} is no file of static/js"


@pytest.mark.parametrize(
    "path", sorted((STATIC / "js" / "views").glob("*.js")), ids=lambda path: path.name
)
def test_view_knows_only_the_frame_it_is_given(path: Path) -> None:
    for imported in script_imports(path):
        assert imported.name not in UNKNOWN_TO_VIEWS
        assert imported.parent != path.parent or imported.name in SHARED_BY_VIEWS


@each_script
def test_only_one_script_knows_plotly(path: Path) -> None:
    assert path.name == KNOWS_PLOTLY or not re.search(r"\bPlotly\b", code_of(path))


@each_script
def test_scripts_never_turn_text_into_markup_or_code(path: Path) -> None:
    unsafe = r"(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    assert not re.search(unsafe, code_of(path))


@each_page
def test_templates_hold_no_code(path: Path) -> None:
    """Which the Content-Security-Policy would refuse anyway, silently for the server."""
    html = path.read_text("utf-8")
    for tag in re.findall(r"<script\b[^>]*>", html):
        assert "src=" in tag
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", html)
    assert "javascript:" not in html
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", html)
