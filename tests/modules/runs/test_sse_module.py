"""sse.js reads the same events however the stream is cut into pieces."""

import random
import re
from itertools import pairwise

import pytest
from scripts import Scripts

from webapp.runs.config import Configuration
from webapp.wire import description, stream
from webapp.words.messages import failure

READ = """({ eventParser }, texts) => texts.map((pieces) => {
    const events = [];
    const parse = eventParser(
        (event) => events.push([event.name, event.id, event.data]),
        (comment) => events.push(['comment', comment]),
    );
    pieces.forEach(parse);
    return events;
})"""

HAND_WRITTEN = (
    'event: started\ndata: {"note": "colons: stay", "signs": "− 𝛿 ü"}\n\n'
    "event: snapshots\nid: 63\ndata: {}\n\n"
    ": a comment\n\n"
    "data: no name\n\n"
    "event: finished\ndata: {}\n\n"
)
HAND_READ = [
    ["started", None, '{"note": "colons: stay", "signs": "− 𝛿 ü"}'],
    ["snapshots", "63", "{}"],
    ["comment", "a comment"],
    ["message", None, "no name"],
    ["finished", None, "{}"],
]


def run_text() -> str:
    config = Configuration(iterations=200)
    events = stream.events(config, description.started(config, {}), failure)
    return b"".join(part.data for part in events).decode()


def cut(text: str, places: list[int]) -> list[str]:
    edges = [0, *sorted(places), len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def test_the_events_of_a_text_in_one_piece(scripts: Scripts) -> None:
    assert scripts.call("runs/sse", READ, [[HAND_WRITTEN]]) == [HAND_READ]


def test_a_cut_at_any_place_changes_nothing(scripts: Scripts) -> None:
    texts = [cut(HAND_WRITTEN, [place]) for place in range(len(HAND_WRITTEN) + 1)]
    assert scripts.call("runs/sse", READ, texts) == [HAND_READ] * len(texts)


def test_neither_do_single_characters(scripts: Scripts) -> None:
    assert scripts.call("runs/sse", READ, [list(HAND_WRITTEN)]) == [HAND_READ]


@pytest.mark.parametrize("seed", range(3))
def test_nor_any_number_of_cuts_through_a_run(scripts: Scripts, seed: int) -> None:
    chance = random.Random(seed)
    text = run_text()
    texts = [[text]]
    for _ in range(15):
        places = [chance.randrange(len(text) + 1) for _ in range(chance.randrange(1, 200))]
        texts.append(cut(text, places))
    found = re.findall(r"event: (\w+)\n(?:id: (\d+)\n)?data: (.+)\n\n", text)
    expected = [[name, identifier or None, data] for name, identifier, data in found]
    assert expected[0][0] == "started"
    assert expected[-1][0] == "finished"
    assert scripts.call("runs/sse", READ, texts) == [expected] * len(texts)


def test_a_space_after_the_colon_is_no_part_of_a_value_and_need_not_be_there(
    scripts: Scripts,
) -> None:
    text = "event:finished\ndata:{}\n\n:waiting\n\n:\n\n"
    read = [["finished", None, "{}"], ["comment", "waiting"], ["comment", ""]]
    assert scripts.call("runs/sse", READ, [[text]]) == [read]


@pytest.mark.parametrize("text", ["event: finished\n\n", "id: 3\n\n", "\n\n", "nonsense\n\n"])
def test_what_has_no_data_is_no_event(scripts: Scripts, text: str) -> None:
    assert scripts.call("runs/sse", READ, [[text]]) == [[]]


def test_what_is_not_complete_is_not_yet_an_event(scripts: Scripts) -> None:
    texts = [["event: finished\ndata: {}\n"], ["event: finished\ndata: {}\n", "\n"]]
    assert scripts.call("runs/sse", READ, texts) == [[], [["finished", None, "{}"]]]
