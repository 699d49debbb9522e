"""The scripts can be started by anybody, and name nothing of the machine they grew on."""

import os
import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [
    ROOT / "script" / name for name in ("server", "test", "lint", "bench", "audit", "versions")
]
SCRIPTS.append(ROOT / ".ci" / "run")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are bash's")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_script_can_be_started(path: Path) -> None:
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True)


def test_constraints_are_exact_versions_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", pin) for pin in pins)


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    pinned = (ROOT / "constraints.txt").read_text("utf-8")
    for requirement in asked:
        name = re.split(r"[<>=~\[]", requirement)[0]
        assert re.search(rf"(?im)^{re.escape(name)}==", pinned), name


@pytest.mark.parametrize("command", ["script/server", "script/test"])
def test_the_readme_names_the_command(command: str) -> None:
    assert command in (ROOT / "README.md").read_text("utf-8")
