"""undoing.js: a past and a future, held against a list with a finger on it."""

import random

from scripts import Scripts

PLAY = """({ nothingDone, done, undone, redone }, acts) => {
    let undoing = nothingDone();
    let now = 0;
    return acts.map((act) => {
        const moved = act === 'undo' ? undone(undoing, now) : act === 'redo' ? redone(undoing, now) : null;
        if (moved) [undoing, now] = moved;
        else if (typeof act === 'number') { undoing = done(undoing, now); now = act; }
        return now;
    });
}"""


def test_going_back_and_forth(scripts: Scripts) -> None:
    chance = random.Random(1)
    acts = [chance.choice(["undo", "redo", n]) for n in range(1, 400)]
    states, at, expected = [0], 0, []
    for act in acts:
        if act == "undo":
            at = max(0, at - 1)
        elif act == "redo":
            at = min(len(states) - 1, at + 1)
        else:
            states, at = [*states[: at + 1], act], at + 1
        expected.append(states[at])
    assert scripts.call("state/undoing", PLAY, acts) == expected
