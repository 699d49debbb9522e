"""differences.js and comparing.js: what sets runs apart, and comparisons of one click."""

from typing import Any

from scripts import Scripts, described

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.words import language

APART = """({ speak, writeNumbersWith, apart }, [words, one, other, trunk]) => {
    speak(words);
    writeNumbersWith('.', ', ');
    return apart(one, other, trunk);
}"""
OTHERS = "({ othersIn }, [comparison, config]) => othersIn(comparison, config)"
WORDS = language.load("en").words["words"]


def config(text: str) -> Any:
    return described(query.read(Configuration, query.pairs(text)))["config"]


def apart(
    scripts: Scripts, one: str, other: str, begin: tuple[int, int] = (0, 0), *, trunk: bool = False
) -> str:
    named = [
        {"config": config(text), "from": at} for text, at in zip((one, other), begin, strict=True)
    ]
    modules = "text/words text/numbers text/differences"
    return str(scripts.call(modules, APART, [WORDS, *named, trunk]))


def test_a_run_is_called_by_what_it_has_and_the_other_has_not(scripts: Scripts) -> None:
    assert apart(scripts, "rate=10", "") == "rate 10"
    assert apart(scripts, "", "rate=10") == "rate 1"
    assert (
        apart(scripts, "rule=cross-entropy&threshold=on", "") == "cross-entropy, with a threshold"
    )
    assert apart(scripts, "seed=7&iterations=50", "") == "50 iterations, seed 7"
    assert apart(scripts, "start=1,2,3", "") == "other starting weights"
    assert apart(scripts, "examples=0,1:1", "") == "other examples"
    assert apart(scripts, "hidden=1", "") == "one hidden neuron"
    assert apart(scripts, "hidden=3", "hidden=1") == "3 hidden neurons"
    assert apart(scripts, "", "hidden=3") == "one neuron"
    assert apart(scripts, "", "") == "the same settings"


def test_of_a_branch_and_its_trunk_only_what_was_changed_is_said(scripts: Scripts) -> None:
    branch = "start=1,2,3&iterations=900&rate=10"
    assert apart(scripts, "", branch, (0, 30), trunk=True) == "the trunk, rate 1"
    assert apart(scripts, branch, "", (30, 0)) == "a branch from iteration 30, rate 10"
    assert apart(scripts, "seed=3", branch, (0, 30)) == "trained from the start, rate 1"


def test_where_there_is_little_room_what_sets_it_apart_most_is_said(scripts: Scripts) -> None:
    code = "({ speak, brief }, [words, names]) => { speak(words); return names.map(brief); }"
    names = ["rate 10", "rate 10, with a threshold", "the trunk, rate 1", "the same settings"]
    names += ["trained from the start, rate 1", "trained from the start, rate 1, seed 2"]
    found = scripts.call("text/words text/differences", code, [WORDS, names])
    assert found[:4] == ["rate 10", "rate 10 …", "the trunk", "the same settings"]
    assert found[4:] == ["rate 1", "rate 1 …"]


def test_a_comparison_sets_beside_a_run_what_it_is_not(scripts: Scripts) -> None:
    def others(comparison: str, text: str = "") -> Any:
        return scripts.call("model/comparing", OTHERS, [comparison, config(text)])

    assert others("rule") == [{"rule": "cross-entropy"}]
    assert others("rule", "rule=cross-entropy") == [{"rule": None}]
    assert others("threshold") == [{"threshold": "on"}]
    assert others("threshold", "threshold=on&start=1,2,3,4") == [
        {"threshold": None, "start": "1,2,3"}
    ]
    assert others("threshold", "start=1,2,3e-7") == [{"threshold": "on", "start": "1,2,3e-7,0"}]
    assert others("rate") == [{"rate": "10"}, {"rate": "100"}]
    assert others("rate", "rate=2") == [{"rate": "1"}, {"rate": "10"}, {"rate": "100"}]
