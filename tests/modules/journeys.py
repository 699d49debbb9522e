"""Messages as the page's parts send them, and the states that follow from them."""

from typing import Any

from scripts import Run, Scripts, described

from webapp.picture import pace
from webapp.runs.config import Configuration

Message = dict[str, Any]
State = dict[str, Any]

LESSON = Configuration()
GAPS = Configuration(iterations=12_345)  # whose snapshots lie ten apart after 10,000

SPEEDS = [speed for speed, _ in pace.SPEEDS]

# A short story: its first chapter, one that sets everything, one that leaves all as it is.
CHAPTERS: dict[str, dict[str, Any]] = {
    "first": {"at": 3, "spot": "weight"},
    "scene": {"at": 7, "playing": True, "speed": "slow", "inputs": [0, 1, 0], "spot": "answer"},
    "bare": {},
}

STATES = """({ initialState, reduce }, [run, messages, chapters]) => {
    const states = [initialState(run, chapters)];
    messages.forEach((message) => states.push(reduce(states[states.length - 1], message)));
    return states.map(({ run, scenes, ...state }) => state);
}"""


def states(
    scripts: Scripts, *messages: Message, config: Configuration = LESSON, run: Run | None = None
) -> list[State]:
    """The state at first and after every message, without the run."""
    arguments = [run or described(config), messages, CHAPTERS]
    return list(scripts.call("state/reducer", STATES, arguments))


def after(
    scripts: Scripts, *messages: Message, config: Configuration = LESSON, run: Run | None = None
) -> State:
    """The state after the last of these messages."""
    return states(scripts, *messages, config=config, run=run)[-1]


def send(kind: str, **fields: Any) -> Message:
    """Any message by its name."""
    return {"type": kind, **fields}


def look(**fields: Any) -> Message:
    """A look that the address asks for."""
    return send("look", look=fields)


def received(last: int) -> Message:
    """All snapshots up to an iteration, of a run that records every one until then."""
    return send("received", count=last + 1, last=last)


def tick(seconds: float) -> Message:
    """Some time that passes."""
    return send("tick", seconds=seconds)


PLAY, PAUSE, REWIND, END = send("play"), send("pause"), send("rewind"), send("end")
FORWARD, BACK = send("step", direction=1), send("step", direction=-1)
ARRIVED = received(10_000)
FAILED = send(
    "stream", status={"name": "failed", "problem": {"title": "The run diverged", "detail": ""}}
)
