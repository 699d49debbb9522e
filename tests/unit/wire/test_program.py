"""The program: nine lines that prints the run's prediction, digit for digit."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import fractions, random_configuration, random_network

from webapp.core.rules import NAMES as RULES
from webapp.core.training import Diverged
from webapp.runs import execution
from webapp.runs.config import Configuration
from webapp.wire.program import program


def printed(script: str, folder: Path) -> str:
    """What the program says under a plain Python that takes every warning for an error."""
    program = folder / "nine_lines.py"
    program.write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", program], capture_output=True, text=True, cwd=folder
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


CASES: list[dict[str, Any]] = [
    {},
    {"lesson": "trask", "iterations": 300},
    {"seed": 0, "iterations": 60},
    {"seed": 4_294_967_295, "iterations": 60},
    {"start": "1,-2,3", "iterations": 60},
    {"start": "-0.16595599,1e-300,-1e12", "iterations": 60},
    {"start": "-0,0,-0", "iterations": 60},
    {"rate": "0.001", "iterations": 60},
    {"rate": "100", "iterations": 60},
    {"rate": "1000", "threshold": "on", "iterations": 60},
    {"rate": "0.3", "threshold": "on", "iterations": 60},
    {"threshold": "on", "start": "0.1,-0.2,3,-1.5", "iterations": 60},
    {"rule": "cross-entropy", "iterations": 154},
    {"rule": "cross-entropy", "rate": "100", "iterations": 60},
    {"rule": "sigmoid-twice", "iterations": 60},
    {"rule": "sigmoid-twice", "threshold": "on", "rate": "0.7", "iterations": 60},
    {"rule": "slope-of-sum", "rate": "0.001", "iterations": 60},
    {"rule": "slope-of-sum", "rate": "0.01", "threshold": "on", "iterations": 15},
    {"examples": "1:1", "iterations": 60},
    {"examples": "-0:0.5", "situation": "-0", "iterations": 60},
    {"examples": "0.1:0.3", "threshold": "on", "situation": "1e-7", "iterations": 60},
    {"examples": "0,0:0;0,1:1;1,0:1;1,1:0", "iterations": 60},
    {"examples": ";".join(["0,1,0:1", "1,0,1:0"] * 30), "iterations": 60},
    {"examples": fractions(64, 6), "iterations": 60},
    {"examples": fractions(64, 6, 1), "threshold": "on", "rate": "0.03", "iterations": 60},
    {"examples": fractions(9, 5, 2), "rule": "sigmoid-twice", "rate": "2", "iterations": 60},
]
NETWORKS: list[dict[str, Any]] = [
    {"lesson": "sequel"},
    {"lesson": "xor", "iterations": 300},
    {"lesson": "xor", "threshold": "on", "hidden": 1, "iterations": 60},
    {"lesson": "sequel", "rate": "0.3", "threshold": "on", "hidden": 8, "iterations": 60},
    {"lesson": "xor", "hidden": 1, "start": "-0,1e-300,-1e12,2.5", "iterations": 60},
    {
        "examples": "0,1:1;1,1:0",
        "hidden": 2,
        "threshold": "on",
        "start": "1,-2,3,0.1,-0.5,7,2,-1,0.25",
    },
    {"examples": fractions(64, 8), "hidden": 8, "rule": "cross-entropy", "iterations": 60},
    {"examples": fractions(9, 5, 2), "hidden": 3, "rule": "sigmoid-twice", "iterations": 60},
    {"lesson": "xor", "rule": "slope-of-sum", "rate": "0.001", "iterations": 60},
]


@pytest.mark.parametrize("fields", [*CASES, *NETWORKS], ids=lambda fields: str(fields)[:60])
def test_the_program_prints_the_runs_prediction_digit_for_digit(
    fields: dict[str, Any], tmp_path: Path
) -> None:
    config = Configuration(**fields)
    assert printed(program(config).script, tmp_path) == f"{execution.finish(config).prediction!r}\n"


def run_here(script: str) -> float:
    """Run a program without the cost of a process of its own; give its answer."""
    names: dict[str, Any] = {}
    with np.errstate():  # the program sets its own
        exec(script.replace("print(", "("), names)  # noqa: S102 (our own program)
    return float(names["answer"][0])


def test_hundreds_of_random_runs_have_programs_of_their_own() -> None:
    random = np.random.default_rng(7)
    for _ in range(400):
        config = random_configuration(random, int(random.integers(1, 40)))
        answer = run_here(program(config).script)
        try:
            assert repr(answer) == repr(execution.finish(config).prediction)
        except Diverged:
            assert config.rule == "slope-of-sum"


def test_a_program_whose_numbers_explode_says_so_without_a_warning(tmp_path: Path) -> None:
    config = Configuration(rule="slope-of-sum")
    assert printed(program(config).script, tmp_path) == "nan\n"


def test_hundreds_of_random_networks_have_programs_of_their_own() -> None:
    random = np.random.default_rng(8)
    for _ in range(600):
        config = random_network(random, int(random.integers(1, 40)))
        answer = run_here(program(config).script)
        try:
            assert repr(answer) == repr(execution.finish(config).prediction)
        except Diverged:
            assert config.rule == "slope-of-sum"


@pytest.mark.parametrize("fields", NETWORKS, ids=lambda fields: str(fields)[:60])
def test_a_networks_listing_loops_over_both_layers_and_keeps_the_nine_lines_names(
    fields: dict[str, Any],
) -> None:
    config = Configuration(**fields)
    found, nine = program(config), program(Configuration())
    assert [line.startswith("    ") for line in found.lines].index(True) == found.first_in_loop
    assert found.lines[found.first_in_loop - 1].startswith("for iteration in range(")
    for line in (*found.lines, *found.asking, found.imports):
        assert line in found.script
    names = [line.strip().split(" = ")[0] for line in (*found.lines, *found.asking)]
    kept = iter(names)
    assert all(line.strip().split(" = ")[0] in kept for line in nine.lines if "for " not in line)
    assert {"hidden_weights", "hidden", "hidden_blame", "hidden_adjustments"} <= set(names)


def test_the_sequels_program_is_short_and_all_of_it_can_be_read() -> None:
    script = program(Configuration(lesson="sequel")).script
    code = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert len(code) == 15 + len(["import", "from", "seterr", "seen", "answer", "print"])
    assert max(map(len, script.splitlines())) <= 100
    assert "trained by 15 lines" in script


@pytest.mark.parametrize("fields", CASES, ids=lambda fields: str(fields)[:60])
def test_the_listing_is_nine_lines_and_the_last_five_are_the_training_cycle(
    fields: dict[str, Any],
) -> None:
    found = program(Configuration(**fields))
    assert len(found.lines) == 9
    assert [line.startswith("    ") for line in found.lines] == [False] * 4 + [True] * 5
    assert found.first_in_loop == 4
    for line in (*found.lines, found.question):
        assert line in found.script
    assert found.imports in found.script


def test_the_lessons_program_is_as_short_as_can_be() -> None:
    script = program(Configuration()).script
    code = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert len(code) == 9 + len(["import", "from", "seterr", "answer", "print"])
    assert max(map(len, script.splitlines())) <= 100


def test_where_there_is_no_rate_or_threshold_the_lines_stay_simple() -> None:
    plain = [line.strip() for line in program(Configuration()).lines]
    assert plain[0] == "inputs = array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]])"
    assert plain[1] == "desired = array([[0, 1, 1, 0]]).T"
    assert plain[7] == "adjustments = dot(inputs.T, blame)"
    changed = program(Configuration(rate=0.5, threshold="on"))
    assert changed.lines[0].startswith("inputs = array([[0, 0, 1, 1], ")
    assert changed.lines[7].strip() == "adjustments = 0.5 * dot(inputs.T, blame)"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_names_its_own_blame(rule: str) -> None:
    others = [program(Configuration(rule=other)).lines[6] for other in RULES if other != rule]
    assert program(Configuration(rule=rule)).lines[6] not in others
