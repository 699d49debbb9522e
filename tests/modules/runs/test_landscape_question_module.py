"""runs/landscape.js: what is asked of the server, and when the answer is the same landscape."""

from typing import Any

import pytest
from events import strict_json
from scripts import Scripts

from webapp.web.app import create_app

ASK = """async ({ createLandscapes }, [page, wanted, answers]) => {
    const real = window.fetch;
    const asked = [];
    window.fetch = (url, { signal }) => new Promise((resolve, reject) => {
        asked.push(url);
        signal.addEventListener('abort', () => reject(signal.reason));
        const answer = answers[asked.length - 1];
        if (answer) resolve(new Response(answer.text, { status: answer.status }));
    });
    try {
        const ask = createLandscapes('/neuron/api/run');
        const told = await Promise.all(wanted.map((each) => ask({ links: { page } }, each)));
        return { asked, told };
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
    assert found["told"] == [WANTED | {"contours": [{"level": 1, "polygons": []}]}]


def test_what_is_asked_for_is_answered(scripts: Scripts) -> None:
    wanted = WANTED | {"y": [-1e-7, 100]}
    [address] = ask(scripts, "/?rate=10", [wanted], GOOD)["asked"]
    response = create_app().test_client().get(address.removeprefix("/neuron"))
    assert response.status_code == 200
    assert strict_json(response.data)["axes"] == [3, 1]


def test_only_the_last_question_counts_and_without_an_answer_there_is_none(
    scripts: Scripts,
) -> None:
    found = ask(scripts, "/", [WANTED, WANTED], None, GOOD)
    assert [told is not None for told in found["told"]] == [False, True]
    refused = {"status": 400, "text": "{}"}
    broken = {"status": 200, "text": "<html>"}
    assert ask(scripts, "/", [WANTED], refused)["told"] == [None]
    assert ask(scripts, "/", [WANTED], broken)["told"] == [None]


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
