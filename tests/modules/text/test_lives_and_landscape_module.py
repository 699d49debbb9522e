"""text/lives.js and text/landscape.js: what is said of many lives, and of the landscape."""

from typing import Any

import pytest
from scripts import Scripts, described

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.words import language

WORDS = language.load("en").words["words"]
SPOKEN = "speak(words); writeNumbersWith('.', ', ');"
SUMMARY = f"""({{ speak, writeNumbersWith, livesSummary }}, [words, situation, iteration, predictions]) => {{
    {SPOKEN}
    return livesSummary({{ situation }}, iteration, predictions.map((each) => each ?? NaN));
}}"""
NOTE = f"""({{ speak, writeNumbersWith, livesNote }}, [words, frame, seeds, standing, problem, count]) => {{
    {SPOKEN}
    return livesNote(frame, seeds, {{
        standing: () => standing, problem: () => problem, lives: () => (count === null ? null : {{ count }}),
    }});
}}"""
LANDSCAPE = f"""({{ speak, writeNumbersWith, landscapeWords }}, [words, frame]) => {{
    {SPOKEN}
    const {{ says, note, summary }} = landscapeWords(frame);
    return {{ says, note: note(), summary: summary() }};
}}"""
SEEDS = {"first": 1, "count": 100}


def summary(scripts: Scripts, iteration: int, *predictions: float | None) -> str:
    given = [WORDS, [1, 0, 0], iteration, predictions]
    return str(scripts.call("text/words text/numbers text/lives", SUMMARY, given))


def note(
    scripts: Scripts,
    standing: str,
    *,
    count: int | None = None,
    problem: Any = None,
    seeds: Any = SEEDS,
    **frame: Any,
) -> str:
    whole = {"config": {"start": None}, "lives": SEEDS} | frame
    given = [WORDS, whole, seeds, standing, problem, count]
    return str(scripts.call("text/words text/numbers text/lives", NOTE, given))


def test_how_many_answer_above_a_half_is_said_of_those_that_are_left(scripts: Scripts) -> None:
    said = summary(scripts, 12_000, 0.2, 0.5, 0.6, 1)
    assert said == "At iteration 12\u202f000, 2 of 4 answer above ½ to [1, 0, 0]."
    assert summary(scripts, 3, 0.6, None, None) == (
        "At iteration 3, 1 of 1 answer above ½ to [1, 0, 0]. 2 have left the finite range."
    )


def test_at_rest_it_is_said_why_another_iteration_is_spoken_of(scripts: Scripts) -> None:
    code = f"""({{ speak, writeNumbersWith, livesSummary }}, [words, frame]) => {{
        {SPOKEN}
        return livesSummary(frame, 872, [0.2, 0.6]);
    }}"""
    modules = "text/words text/numbers text/lives"
    frame = {"situation": [1, 0], "iteration": 1000, "playing": False}
    assert scripts.call(modules, code, [WORDS, frame]) == (
        "At iteration 872, the last before 1000 that is kept of all lives, "
        "1 of 2 answer above ½ to [1, 0]."
    )
    short = "At iteration 872, 1 of 2 answer above ½ to [1, 0]."
    for same in ({"playing": True}, {"iteration": 872}):
        assert scripts.call(modules, code, [WORDS, frame | same]) == short


@pytest.mark.parametrize(
    ("standing", "count", "problem", "said"),
    [
        ("receiving", None, None, "They are being lived …"),
        ("receiving", 5, None, ""),
        ("finished", 5, None, ""),
        ("busy", 5, None, "Many runs are being computed just now. This goes on by itself."),
        ("no_answer", None, None, "The server does not answer."),
        ("failed", 5, {"detail": "", "iteration": 12}, "the last at iteration 12. A smaller"),
        ("failed", None, {"detail": "Mend lives."}, "Mend lives."),
    ],
)
def test_why_there_are_none_or_not_all_is_said(
    scripts: Scripts, standing: str, count: int | None, problem: Any, said: str
) -> None:
    found = note(scripts, standing, count=count, problem=problem)
    assert said in found if said else not found


def test_lives_that_are_not_the_runs_own_or_can_not_be_are_explained(scripts: Scripts) -> None:
    own = note(scripts, "finished", count=5, config={"start": [1, 2, 3]})
    assert own.startswith("This run began with weights of its own; the lives begin with")
    assert "seeds 1 to 100" in own
    assert note(scripts, "receiving", seeds=None).startswith("So many iterations")
    assert note(scripts, "receiving", lives=None) == ""


def landscape_words(scripts: Scripts, text: str = "", **more: Any) -> dict[str, str]:
    """What is said at some weights of a run, where the outputs are all one half."""
    run = described(query.read(Configuration, query.pairs(text)))
    count, rows = run["layers"][0][0], len(run["examples"])
    frame = {
        "run": run,
        "config": run["config"],
        "examples": run["examples"],
        "tooFar": False,
        "noLandscape": None,
        "weights": [1.0] * count,
        "names": [f"w{each}" for each in range(1, count + 1)],
        "sums": [0.0] * rows,
        "errors": [0.5] * rows,
        "iteration": 300,
        "landscape": {
            "over": [0, count - 1],
            "weights": [-0.25] * count,
            "iteration": 299,
            "contours": [{"level": level} for level in (2, 1, 0.5)],
        },
    }
    given = [WORDS, frame | more]
    return dict(scripts.call("text/words text/numbers text/landscape", LANDSCAPE, given))


def test_where_one_stands_and_what_is_held_is_said(scripts: Scripts) -> None:
    assert landscape_words(scripts) == {
        "says": "At the dot: 0.5000 (half the squared errors).",
        "note": "The darker, the more; from line to line half as much."
        " Drawn for iteration 299, holding w2 at −0.250.",
        "summary": "At iteration 300, w1 is +1.000 and w3 is +1.000;"
        " there the landscape is 0.5000 high.",
    }


def test_of_many_weights_some_are_named_and_of_two_none_is_held(scripts: Scripts) -> None:
    eight = landscape_words(scripts, "threshold=on&examples=0,0,0,0,0:1")["note"]
    assert eight.endswith("holding w2 at −0.250, w3 at −0.250 and 2 more.")
    two = landscape_words(scripts, "threshold=on&examples=0:1")["note"]
    assert "Drawn" not in two


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "All around it is equally high."),
        ([1], "The darker, the more."),
        ([100, 10], "from line to line 10 times less."),
        ([1e6, 1e3], "from line to line 1000 times less."),
        ([0.3, 0.25, 0.2], "from line to line 0.05 less."),
    ],
)
def test_what_the_lines_mean_is_said(scripts: Scripts, levels: list[float], said: str) -> None:
    contours = [{"level": level} for level in levels]
    landscape = {"over": [0, 2], "weights": [0, 0, 0], "iteration": 0, "contours": contours}
    assert said in landscape_words(scripts, landscape=landscape)["note"]


def test_each_rule_is_told_what_it_descends_or_that_it_does_not(scripts: Scripts) -> None:
    entropy = landscape_words(scripts, "rule=cross-entropy")
    assert entropy["says"] == "At the dot: 2.7726 (the cross-entropy)."  # 4 · ln 2
    for rule in ("slope-of-sum", "sigmoid-twice"):
        assert "does not follow it" in landscape_words(scripts, f"rule={rule}")["note"]
    assert "does not follow it" not in entropy["note"]


def test_where_there_is_none_the_reason_is_said(scripts: Scripts) -> None:
    one = landscape_words(scripts, "examples=0:1", landscape=None)
    assert one["says"].startswith("This neuron has one weight")
    assert landscape_words(scripts, landscape=None)["says"].startswith("The landscape is being")
    assert "too far" in landscape_words(scripts, landscape=None, tooFar=True)["says"]


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (None, "The landscape is being asked for …"),
        ({"status": 503, "detail": "Full."}, "This goes on by itself."),
        ({"detail": ""}, "The server does not answer, so there is no landscape yet."),
        ({"status": 500, "detail": "Broken."}, "The server gives no landscape here: Broken."),
        (
            {"status": 400, "detail": "", "errors": [{"field": "x", "message": "is narrow"}]},
            "The server gives no landscape here: x is narrow",
        ),
    ],
)
def test_why_there_is_no_landscape_is_said(scripts: Scripts, problem: Any, said: str) -> None:
    told = landscape_words(scripts, landscape=None, noLandscape=problem)
    assert said in told["says"]
    assert told["note"] == ""
