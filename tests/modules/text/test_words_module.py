"""words.js: what is in the way is said for as long as it is, and only to whom it matters."""

from typing import Any

import pytest
from scripts import Scripts

WAITING = {"name": "waiting", "reason": "no_answer", "seconds": 2}
SILENT = {"name": "silent", "answered": True}

TROUBLE = """({ speak, trouble }, frame) => {
    speak(new Proxy({}, { get: (_, name) => String(name), has: () => true }));
    return trouble(frame);
}"""


def trouble(scripts: Scripts, stream: dict[str, Any], **frame: Any) -> dict[str, Any] | None:
    """What the page says of a stream: the names of the sentences."""
    whole = {"fault": None, "begun": False, "lastReceived": 500, "iteration": 20, "stream": stream}
    return scripts.call("text/words", TROUBLE, whole | frame)  # type: ignore[no-any-return]


@pytest.mark.parametrize(("held", "said"), [(WAITING, "no_answer"), (SILENT, "silent")])
def test_while_it_is_asked_again_what_was_in_the_way_still_stands_there(
    scripts: Scripts, held: dict[str, Any], said: str
) -> None:
    found = trouble(scripts, {"name": "connecting", "held": held})
    assert found
    assert found["text"] == f"{said} asking kept"
    assert not found["canRetry"]


def test_asking_for_the_first_time_is_no_trouble(scripts: Scripts) -> None:
    assert trouble(scripts, {"name": "connecting"}) is None


@pytest.mark.parametrize(
    ("last_received", "iteration", "matters"),
    [(-1, 0, True), (500, 500, True), (500, 499, False), (500, 20, False)],
)
def test_that_others_are_computed_first_matters_to_whoever_waits_for_more(
    scripts: Scripts, last_received: int, iteration: int, matters: bool
) -> None:
    found = trouble(scripts, {"name": "queued"}, lastReceived=last_received, iteration=iteration)
    assert (found is not None) is matters
