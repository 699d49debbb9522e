"""The document of a run's file: what it tells people to do works, and what it names is so."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire import recorded

DOCUMENT = (Path(__file__).parent.parent / "docs" / "file.md").read_text("utf-8")
[PROGRAM] = re.findall(r"```python\n(.*?)```", DOCUMENT, flags=re.DOTALL)


def test_its_program_records_the_lesson_as_a_file_that_can_be_read(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, check=True)
    found = recorded.read((tmp_path / "run.json").read_bytes())
    assert found.snapshots == 2001
    assert found.iterations == 2000
    assert found.settings == {"threshold": "off", "hidden": 0}
    assert [example.output for example in found.examples] == [0, 1, 1, 0]
    assert found.start == tuple(execution.start_weights(Configuration()).tolist())


def test_its_program_is_the_nine_lines_but_for_what_it_numbers(tmp_path: Path) -> None:
    plain = [line for line in PROGRAM.splitlines() if not re.search(r"# [123]$", line)]
    ending = "print(*weights.ravel().tolist())"
    printed = subprocess.run(
        [sys.executable, "-c", "\n".join([*plain, ending])],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    trained = execution.finish(Configuration(iterations=2000))
    assert np.allclose(list(map(float, printed.split())), trained.weights, rtol=1e-12)


def test_it_names_every_field_and_limit() -> None:
    for name in (*recorded.OF_FILE, *recorded.OF_CONFIG, *recorded.OF_SNAPSHOT):
        assert f"`{name}`" in DOCUMENT, name
    limits = recorded.limits()
    for limit in ("megabytes", "snapshots", "iterations", "name", "inputs", "examples", "input"):
        assert f"{limits[limit]:,}" in DOCUMENT, limit
