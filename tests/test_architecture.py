"""The architecture, as tests: which room may use which, and how large a piece may grow.

When a test here fails, either the code took a shortcut or the design changed. Mend the
code, or change a table below on purpose. Rooms and modules are found on the disk, so that
nothing new goes unchecked; every table is keyed by path.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE, STATIC, TEMPLATES = ROOT / "webapp", ROOT / "static", ROOT / "templates"
JS = STATIC / "js"

# In the order in which data flows: a room uses only those above it.
ROOMS = ("core", "runs", "wire", "picture", "words", "sharing", "web")
SCRIPT_ROOMS = ("model", "runs", "text", "state", "charts", "views")

# What a room may use from outside, and which one module, or inner room, alone may (a library
# has one home).
# Nothing here but `web` and the command reaches the web, the clock, files or the terminal.
LIBRARIES = {
    "core": {"numpy"},
    "runs": {"numpy", "pydantic", "pydantic_core"},
    "wire": {"numpy", "orjson"},
    "picture": {"contourpy", "numpy", "plotly"},
    "words": set(),
    "sharing": {"brotli", "cachetools", "zstandard"},
    "web": {"flask", "jinja2", "markdown_it", "markupsafe", "segno", "waitress", "werkzeug"},
}
HOMES = {
    "contourpy": "picture/contours.py",
    "orjson": "wire/encoding.py",
    "plotly": "picture/figures.py",
    "waitress": "web/serving/",
    "brotli": "sharing/copies.py",
    "cachetools": "sharing/shared_runs.py",
    "zstandard": "sharing/copies.py",
    "jinja2": "web/templating.py",
    "markdown_it": "web/templating.py",
    "segno": "web/poster.py",
}
# The command, beside the rooms: what it serves, and what it prints.
COMMAND = ("cli.py", "terminal.py")
COMMAND_LIBRARIES = {"click", "numpy", "rich"}
PURE_STANDARD_LIBRARY = {
    *("collections", "dataclasses", "decimal", "enum", "functools", "hashlib", "itertools"),
    "logging",
    *("math", "operator", "re", "string", "typing", "unicodedata", "urllib"),
}
# The one room with threads, and what they need: a clock, a priority, a queue.
SHARES = {"bisect", "contextlib", "gzip", "io", "os", "queue", "threading", "time", "weakref"}
# What alone needs a library: files of words; a file's numbers as the page reads them.
NEEDS_MORE = {"wire/recorded.py": {"json"}, "words/language.py": {"tomllib", "pathlib"}}

# Only these join rooms: the page, the picture of one run that it mounts, and the drawer beside
# it. A view draws the frame it is given and knows no other.
JOINTS = (
    *("picture.js", "changing.js", "telling.js", "contents.js"),
    *("drawer.js", "lesson.js"),
)
UNKNOWN_TO_VIEWS = {f"state/{name}.js" for name in ("store", "player", "settling", "keyboard")} | {
    f"runs/{name}.js" for name in ("stream", "followed", "exact")
}
SHARED_BY_VIEWS = "views/shared/"
KNOWS_PLOTLY = "charts/plotly.js"

LONGEST_MODULE = 250  # lines
LONGEST_FUNCTION = 40
MOST_ROOMS = 7

MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(JS.rglob("*.js"))
PAGES = sorted(TEMPLATES.rglob("*.html"))


def name_of(path: Path) -> str:
    """A file's path within its tree, as the tables have it."""
    tree = next(tree for tree in (PACKAGE, JS, TEMPLATES) if tree in path.parents)
    return path.relative_to(tree).as_posix()


def room_of(path: Path) -> str:
    """The room a file lives in; empty for the few beside the rooms."""
    first, _, rest = name_of(path).partition("/")
    return first if rest else ""


each_module = pytest.mark.parametrize("path", MODULES, ids=name_of)
each_script = pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
each_page = pytest.mark.parametrize("path", PAGES, ids=name_of)


def nodes_of(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8"), path.name))


def imports_of(path: Path) -> Iterator[str]:
    """The dotted names a module imports, wherever it does, as `webapp.runs.query`."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno}: name the package in full"
            module = str(node.module)
            is_room = module.startswith("webapp") and (ROOT / module.replace(".", "/")).is_dir()
            names = (f"{module}.{alias.name}" for alias in node.names)
            yield from names if is_room else [module]


def modules_used(path: Path) -> set[str]:
    """The package's own modules that a module imports, as `runs/query.py`."""
    own = {name.split(".", 1)[1] for name in imports_of(path) if name.startswith("webapp.")}
    return {f"{name.replace('.', '/')}.py" for name in own if "__" not in name}


def libraries_used(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports_of(path)} - {"webapp", "__future__"}


def test_there_are_as_many_rooms_as_can_be_remembered() -> None:
    assert {room_of(path) for path in MODULES} == {"", *ROOMS}
    assert {room_of(path) for path in SCRIPTS} == {"", *SCRIPT_ROOMS}
    folders = [folder for folder in (PACKAGE, JS) for folder in (folder, *folder.rglob("*"))]
    for folder in folders:
        if folder.is_dir() and folder.name != "__pycache__":
            inside = [path for path in folder.iterdir() if path.is_dir()]
            assert len([path for path in inside if path.name != "__pycache__"]) <= MOST_ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_lives_there_and_what_does_not(room: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8")))
    assert said
    assert re.search(r"\b(no|not|nothing|alone|thin)\b", said, re.IGNORECASE), room


def test_beside_the_rooms_stands_only_the_command() -> None:
    assert {name_of(path) for path in MODULES if not room_of(path)} == {"__init__.py", *COMMAND}
    assert {name_of(path) for path in SCRIPTS if not room_of(path)} == set(JOINTS)


@each_module
def test_a_module_uses_only_its_own_room_and_those_above(path: Path) -> None:
    room = room_of(path)
    above = ROOMS[: ROOMS.index(room) + 1] if room else (*ROOMS, *COMMAND)
    for used in modules_used(path):
        assert (PACKAGE / used).is_file(), f"{used} is no module"
        assert used.split("/")[0] in above, f"{name_of(path)} may not use {used}"


@each_module
def test_a_module_rests_on_the_libraries_of_its_room(path: Path) -> None:
    name, room = name_of(path), room_of(path)
    allowed = LIBRARIES[room] if room else COMMAND_LIBRARIES
    pure = room not in ("", "web")
    standard = PURE_STANDARD_LIBRARY | NEEDS_MORE.get(name, set())
    standard |= SHARES if room == "sharing" else set()
    allowed = allowed | (standard if pure else set(sys.stdlib_module_names))
    assert libraries_used(path) <= allowed


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    users = {name_of(path) for path in MODULES if library in libraries_used(path)}
    home = HOMES[library]
    assert users
    assert all(user.startswith(home) if home.endswith("/") else user == home for user in users)


def test_no_circle_of_modules() -> None:
    graph = {name_of(path): modules_used(path) for path in MODULES}
    done: set[str] = set()
    while left := {name for name, used in graph.items() if name not in done and used <= done}:
        done |= left
    assert set(graph) == done


@each_module
def test_only_the_command_prints(path: Path) -> None:
    names = {node.id for node in nodes_of(path) if isinstance(node, ast.Name)}
    assert name_of(path) in COMMAND or "print" not in names


@each_module
def test_functions_are_short(path: Path) -> None:
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_mirror_the_rooms(room: str) -> None:
    assert list((ROOT / "tests" / "unit" / room).glob("test_*.py"))


def code_of(script: Path) -> str:
    """A script without its comments, which may name types and talk of anything."""
    return re.sub(r"/\*[\s\S]*?\*/|(?:^|\s)//.*", "", script.read_text("utf-8"))


# import 'x', import a, { b } from 'x', export { c } from 'x', import('x')
IMPORT = r"""(?:^\s*import|^\s*(?:import|export)[\w\s{},*$]+?\bfrom|\bimport\()\s*['"]([^'"]+)"""


def scripts_used(path: Path) -> Iterator[str]:
    """The scripts that a script imports when it runs, as `model/neuron.js`."""
    for name in re.findall(IMPORT, code_of(path), flags=re.MULTILINE):
        assert name.startswith("."), f"{path.name} imports {name}: only relative paths resolve"
        used = (path.parent / name).resolve()
        assert used in SCRIPTS, f"{used} is no file of static/js"
        yield name_of(used)


@each_script
def test_a_script_uses_only_its_own_room_and_those_above(path: Path) -> None:
    room = room_of(path)
    above = SCRIPT_ROOMS[: SCRIPT_ROOMS.index(room) + 1] if room else SCRIPT_ROOMS
    beside = () if room else JOINTS[: JOINTS.index(name_of(path))]
    for used in scripts_used(path):
        assert used.split("/")[0] in (*above, *beside), f"{name_of(path)} may not use {used}"


def test_no_circle_of_scripts() -> None:
    graph = {name_of(path): set(scripts_used(path)) for path in SCRIPTS}
    done: set[str] = set()
    while left := {name for name, used in graph.items() if name not in done and used <= done}:
        done |= left
    assert set(graph) == done


@each_script
def test_a_view_knows_only_the_frame_it_is_given(path: Path) -> None:
    if room_of(path) != "views":
        return
    for used in scripts_used(path):
        assert used not in UNKNOWN_TO_VIEWS
        assert not used.startswith("views/") or used.startswith(SHARED_BY_VIEWS)


@each_script
def test_only_one_script_knows_plotly(path: Path) -> None:
    assert name_of(path) == KNOWS_PLOTLY or not re.search(r"\bPlotly\b", code_of(path))


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
