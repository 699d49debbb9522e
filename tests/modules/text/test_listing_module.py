"""listing.js: the lines that one steps through are those that the server shows, of any shape."""

from typing import Any

import pytest
from scripts import Scripts, described

from webapp.picture.listing import listing
from webapp.runs.config import Configuration

# What a line's stage is called on the page, and which of the cycle's four it is.
STAGES = {None: 0, "hidden": 1, "outputs": 1, "errors": 2, "gradients": 3, "sent_back": 3}
STAGES |= {"adjustments": 3, "weights": 4}

CONFIGURATIONS = [
    Configuration(iterations=3),
    Configuration(iterations=3, threshold="on"),
    Configuration(lesson="xor", iterations=3),
    Configuration(lesson="sequel", iterations=3, threshold="on"),
    Configuration(lesson="xor", iterations=3, start=tuple([0.5] * 16)),
    Configuration(lesson="xor", iterations=3, threshold="on", start=tuple([0.5] * 21)),
]
each = pytest.mark.parametrize("config", CONFIGURATIONS)

WALK = """(modules, [run, way]) => {
    let place = { iteration: 0, line: -1, ended: false };
    const whole = { iterations: 3, lastReceived: 3, stream: { name: 'finished' }, run };
    const taken = [];
    const step = (next) => {
        const messages = next({ ...whole, ...place });
        messages.forEach((message) => {
            if (message.type === 'line') place.line = message.line;
            if (message.type === 'step') place.iteration += message.direction;
            place.ended = place.iteration >= 3;
        });
        if (messages.length) taken.push([place.iteration, place.line]);
        return messages.length > 0;
    };
    while (step(modules.nextLine));
    if (way === 'back') { taken.length = 0; while (step(modules.previousLine)); }
    return taken;
}"""


def way_through(config: Configuration) -> list[list[int]]:
    """Every iteration and line, in order, by the server's own listing."""
    shown = listing(config)
    first = next(at for at, line in enumerate(shown.lines) if line.nested)
    last = len(shown.lines)
    once = [[0, line] for line in range(first)]
    loops = [[iteration, line] for iteration in range(3) for line in range(first, last)]
    return [*once, *loops, *([3, last + line] for line in range(len(shown.asking)))]


@each
def test_stepping_goes_through_the_lines_as_the_program_does(
    scripts: Scripts, config: Configuration
) -> None:
    found = scripts.call("text/listing", WALK, [described(config), "forth"])
    assert found == way_through(config)


@each
def test_and_back_the_same_way(scripts: Scripts, config: Configuration) -> None:
    found = scripts.call("text/listing", WALK, [described(config), "back"])
    assert found == way_through(config)[-2::-1]


@each
def test_each_line_is_of_the_stage_that_the_server_says(
    scripts: Scripts, config: Configuration
) -> None:
    shown = listing(config)
    lines = [*shown.lines, *shown.asking]
    code = """({ stageAt, litAt }, [run, count]) => Array.from({ length: count + 1 }, (_, line) => (
        [stageAt({ line, run }), litAt({ line, run })]))"""
    found: list[Any] = scripts.call("text/listing", code, [described(config), len(lines)])
    assert [stage for stage, _ in found] == [*(STAGES[line.stage] for line in lines), 0]
    assert found[-1] == [0, []], "there is no line after the last"
    for line, (_, lit) in zip(lines, found, strict=False):
        shown_here = {
            (cell.quantity or "").split(":")[0]
            for matrix in line.matrices
            for row in matrix.cells
            for cell in row
        } - {""}
        families = {family.split(":")[0] for family in lit}
        assert not shown_here or shown_here & families, line.text
