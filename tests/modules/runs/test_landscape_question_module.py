"""runs/landscape.js: what is asked of the server, and when the answer is the same landscape."""

import json
from typing import Any

import pytest
from events import strict_json
from scripts import Scripts

from webapp.web.app import create_app

ASK = """async ({ createLandscapes }, [page, wanted, answers]) => {
    const real = window.fetch;
    const asked = [];
    const languages = new Set();
    window.fetch = (url, { signal, headers }) => new Promise((resolve, reject) => {
        asked.push(url);
        languages.add(headers['Accept-Language']);
        signal.addEventListener('abort', () => reject(signal.reason));
        const answer = answers[asked.length - 1];
        if (answer) resolve(new Response(answer.text, { status: answer.status, headers: answer.headers }));
    });
    try {
        const ask = createLandscapes('/neuron/api/run', 'de');
        const told = await Promise.all(wanted.map((each) => ask({ links: { page } }, each)));
        return { asked, told, languages: [...languages] };
    } finally { window.fetch = real; }
}"""
WANTED = {"over": [2, 0], "x": [-1.5, 11.5], "y": [-1e-7, 1e21], "iteration": 7}
WANTED |= {"weights": [0.1, -0.25, 3]}
GOOD = {"status": 200, "text": '{"contours": [{"level": 1, "polygons": []}], "values": [[1]]}'}


def ask(scripts: Scripts, page: str, wanted: list[Any], *answers: Any) -> Any:
    return scripts.call("runs/landscape", ASK, [page, wanted, answers])


@pytest.mark.parametrize(
    ("page", "run"), [("/", ""), ("/neuron/?rate=10&rule=squared", "rate=10&rule=squared&")]
)
def test_the_same_landscape_has_one_address_wherever_one_stands_on_it(
    scripts: Scripts, page: str, run: str
) -> None:
    elsewhere = WANTED | {"weights": [7, -0.25, 7], "iteration": 9}
    found = ask(scripts, page, [WANTED], GOOD)
    assert found["asked"] == [
        f"/neuron/api/landscape?{run}weights=0,-0.25,0&axes=3,1&x=-1.5,11.5&y=-1e-7,1e21"
    ]
    assert ask(scripts, page, [elsewhere], GOOD)["asked"] == found["asked"]
    assert found["told"] == [{"landscape": WANTED | {"contours": [{"level": 1, "polygons": []}]}}]


def test_what_is_asked_for_is_answered(scripts: Scripts) -> None:
    wanted = WANTED | {"y": [-1e-7, 100]}
    [address] = ask(scripts, "/?rate=10", [wanted], GOOD)["asked"]
    response = create_app().test_client().get(address.removeprefix("/neuron"))
    assert response.status_code == 200
    assert strict_json(response.data)["axes"] == [3, 1]


def test_only_the_last_question_counts(scripts: Scripts) -> None:
    found = ask(scripts, "/", [WANTED, WANTED], None, GOOD)
    assert [told is not None for told in found["told"]] == [False, True]


def test_why_there_is_none_is_told_and_when_to_ask_again(scripts: Scripts) -> None:
    problem = {"detail": "Viel zu tun.", "errors": [], "status": 503}
    busy = {"status": 503, "text": json.dumps(problem), "headers": {"Retry-After": "3"}}
    found = ask(scripts, "/", [WANTED], busy)
    assert found["told"] == [{"problem": problem, "seconds": 3}]
    assert found["languages"] == ["de"]
    for broken in ("<html>", "{}"):
        [told] = ask(scripts, "/", [WANTED], {"status": 200, "text": broken})["told"]
        assert "status" not in told["problem"]
        assert told["seconds"] > 0
    [refused] = ask(scripts, "/", [WANTED], {"status": 502, "text": "<html>"})["told"]
    assert refused["problem"] == {"detail": "", "errors": [], "status": 502}


SURVEY = """async ({ createSurvey }, journey) => {
    const real = [window.setTimeout, window.clearTimeout];
    const [pauses, asked, told] = [[], [], []];
    window.setTimeout = (act, milliseconds) => pauses.push({ act, milliseconds });
    window.clearTimeout = (number) => { if (number) pauses[number - 1].act = () => {}; };
    const ask = () => new Promise((resolve) => asked.push(resolve));
    const survey = createSurvey(ask, () => ({}), ({ type, problem }) => told.push(problem?.status ?? type));
    const counts = [];
    try {
        for (const [act, ...given] of journey) {
            if (act === 'answer') asked[given[0]](given[1]);
            else if (act === 'pass') pauses[given[0]].act();
            else survey[act]();
            for (let i = 0; i < 5; i += 1) await null;
            counts.push(asked.length);
        }
    } finally { [window.setTimeout, window.clearTimeout] = real; }
    return { counts, told, pauses: pauses.map(({ milliseconds }) => milliseconds) };
}"""
BUSY = {"problem": {"status": 503, "detail": ""}, "seconds": 3}
REFUSED = {"problem": {"status": 400, "detail": ""}, "seconds": 5}
GONE = {"problem": {"detail": ""}, "seconds": 5}
FOUND = {"landscape": {}}


def survey(scripts: Scripts, *journey: Any) -> Any:
    """How often was asked after each step of a journey, what was told, and the pauses made."""
    return scripts.call("runs/landscape", SURVEY, journey)


@pytest.mark.parametrize(("answer", "told", "pause"), [(BUSY, 503, 3), (GONE, "no-landscape", 5)])
def test_where_there_is_none_just_now_it_is_said_and_asked_again_after_a_pause(
    scripts: Scripts, answer: Any, told: Any, pause: int
) -> None:
    found = survey(
        scripts,
        *(["survey"], ["answer", 0, answer], ["surveyInTime"]),
        *(["pass", 0], ["answer", 1, FOUND], ["surveyInTime"]),
    )
    assert found == {
        "counts": [1, 1, 1, 2, 2, 3],
        "told": [told, "landscape"],
        "pauses": [pause * 1000],
    }


def test_what_was_refused_for_good_is_not_asked_again_by_itself(scripts: Scripts) -> None:
    found = survey(scripts, ["survey"], ["answer", 0, REFUSED], ["surveyInTime"])
    assert found == {"counts": [1, 1, 2], "told": [400], "pauses": []}


def test_an_older_question_that_ends_leaves_the_newest_under_way(scripts: Scripts) -> None:
    found = survey(
        scripts,
        *(["survey"], ["survey"], ["answer", 0, None], ["surveyInTime"]),
        *(["answer", 1, FOUND], ["surveyInTime"]),
    )
    assert found == {"counts": [1, 2, 2, 2, 2, 3], "told": ["landscape"], "pauses": []}


def test_whoever_asks_meanwhile_need_not_wait_and_after_leaving_nothing_is_asked(
    scripts: Scripts,
) -> None:
    found = survey(
        scripts,
        *(["survey"], ["answer", 0, BUSY], ["survey"], ["pass", 0]),
        *(["answer", 1, BUSY], ["letGo"], ["pass", 1]),
    )
    assert found["counts"] == [1, 1, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({}, True),
        ({"iteration": 8}, True),
        ({"weights": [5, -0.25, 6]}, True),
        ({"weights": [0.1, -0.26, 3]}, False),
        ({"over": [0, 2]}, False),
        ({"x": [-1.5, 12]}, False),
        ({"y": [0, 1]}, False),
        (None, False),
    ],
)
def test_it_is_another_where_it_lies_elsewhere_or_another_weight_is_held(
    scripts: Scripts, other: dict[str, Any] | None, is_same: bool
) -> None:
    code = "({ isSameLandscape }, [one, other]) => isSameLandscape(one, other)"
    given = [WANTED, None if other is None else WANTED | other]
    assert scripts.call("runs/landscape", code, given) is is_same
