"""The documents: they name what is there, all of it, and nothing else."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

[MAP] = re.findall(r"```\n(webapp/.*?)```", README, flags=re.DOTALL)
PYTHON = sorted(p for p in (ROOT / "webapp").rglob("*.py") if p.name != "__init__.py")
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


def rooms() -> dict[str, str]:
    """What the map says of each place, by the name it begins with."""
    found: dict[str, str] = {}
    for line in MAP.splitlines():
        if named := re.match(r" *(\S+/|\S+\.\w+)  +", line):
            place = named.group(1)
            found[place] = ""
        found[place] += f" {line}"
    return found


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.name)
def test_the_map_names_every_module_in_its_room(path: Path) -> None:
    room = path.parent.name
    if room == "webapp":
        assert path.name in MAP
    else:
        assert re.search(rf"\b{path.stem}\b", rooms()[f"{room}/"]), f"{room}/{path.name}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_the_map_names_every_script_in_its_room(path: Path) -> None:
    room = path.relative_to(ROOT / "static" / "js").parts[0]
    if room == path.name:
        assert path.name in MAP
    elif room == "views":
        assert f"{path.parent.name}/" in rooms()["js/views/"]
    else:
        assert re.search(rf"\b{path.stem}\b", rooms()[f"js/{room}/"]), f"{room}/{path.name}"


@pytest.mark.parametrize("place", rooms())
def test_what_the_map_names_is_there(place: str) -> None:
    places = [ROOT, ROOT / "webapp", ROOT / "webapp" / "web", ROOT / "static"]
    assert any((folder / place).exists() for folder in places), place


@pytest.mark.parametrize(
    "path", re.findall(r"`((?:webapp|static|templates|tests)/[^`* ]+)`", CONTRIBUTING)
)
def test_what_contributors_are_sent_to_is_there(path: str) -> None:
    if "name.js" not in path and "xx.toml" not in path:
        assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"test_\w+\.py", CONTRIBUTING))))
def test_the_tests_that_it_promises_exist(name: str) -> None:
    assert list((ROOT / "tests").rglob(name))
