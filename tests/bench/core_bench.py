"""The core's larger questions against its smaller ones: many lives, the landscape.

In this process and by the processor's time, taking turns, so that both meet the same machine.
"""

import time
from collections.abc import Callable
from statistics import median

import server_bench
from table import Row

from webapp.core.landscape import landscape
from webapp.core.training import train
from webapp.picture.contours import contours
from webapp.runs import execution, lives
from webapp.runs.config import Configuration
from webapp.runs.landscape import points
from webapp.runs.lives import LivesQuery
from webapp.wire import description
from webapp.wire import lives as wire_lives
from webapp.words.messages import failure

ROUNDS = 9
SPANS = ((-2.0, 12.0), (-6.0, 1.0))  # around the lesson's own path


def measure() -> list[Row]:
    """Every measure of this part."""
    return [_lives(), _bytes_of_lives(), _landscape()]


def seconds(work: Callable[[], object]) -> float:
    """Do some work; gives the processor's time that it took."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _lives() -> Row:
    asked = LivesQuery()
    setup = execution.setup_of(asked)
    pairs = [
        (seconds(lambda: list(lives.blocks(asked))), seconds(lambda: list(train(setup))))
        for _ in range(ROUNDS)
    ]
    ratio = median(many / one for many, one in pairs)
    many, one = (median(column) for column in zip(*pairs, strict=True))
    detail = f"{many * 1e3:.0f} ms against {one * 1e3:.0f} ms, the seeds' drawing included"
    return Row("100 lives ÷ one life, processor", ratio, "", 5, detail)


def _bytes_of_lives() -> Row:
    sizes = {}
    for name, asked in {
        "the lesson's": LivesQuery(),
        "a million iterations": LivesQuery(iterations=1_000_000, lives=2),
        "200 of 9 weights": LivesQuery(
            examples="0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8:1", threshold="on", lives=200
        ),
    }.items():
        begin = wire_lives.started(asked, description.started(asked, {}), {})
        parts = wire_lives.events(asked, begin, failure)
        sizes[name] = sum(len(part.data) for part in parts) / 1e6
    most = ", ".join(f"{name} {size:.1f}" for name, size in sizes.items())
    return Row("JSON of 100 lives, at most", max(sizes.values()), "MB", 3, most)


def _landscape() -> Row:
    setup = execution.setup_of(Configuration())
    x, y = (points(span, 61) for span in SPANS)

    def survey() -> None:
        contours(x, y, landscape(setup, setup.start, (0, 2), x, y))

    pairs = [(seconds(survey), seconds(server_bench.bare)) for _ in range(ROUNDS)]
    ratio = median(grid / lines for grid, lines in pairs)
    grid, lines = (median(column) for column in zip(*pairs, strict=True))
    detail = f"{grid * 1e3:.1f} ms with its contours, against {lines * 1e3:.0f} ms"
    return Row("a 61 × 61 landscape ÷ bare nine lines, processor", ratio, "", 0.2, detail)
