"""A recorded run, read from a file that this or any other program wrote: checked, whole.

The format is described in `docs/file.md`; `export` writes it. Whatever is wrong is one Fault
with its place, never repaired in silence. The page's `recorded.js` makes the same checks in
the same order; a table of cases holds the two together. Trains nothing.
"""

import json
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

from webapp.core.rules import NAMES
from webapp.runs import fields
from webapp.runs.config import (
    LARGEST_INPUT,
    LARGEST_WEIGHT,
    MOST_EXAMPLES,
    MOST_HIDDEN,
    MOST_INPUTS,
    Configuration,
)
from webapp.runs.lessons import LESSONS, Example
from webapp.runs.shape import Network
from webapp.wire import checks, faults
from webapp.wire.checks import Fault, Values

MEGABYTE = 1_000_000
MOST_MEGABYTES = 40
MOST_SNAPSHOTS = 30_000
MOST_ITERATIONS = 1_000_000
LONGEST_NAME = 80


class Recorded(NamedTuple):
    """What a file says: the run's name, its examples, and what it tells of how it was trained.

    `settings` holds those of the configuration's fields that the file has; `hidden` is none
    where it doesn't say, and `threshold` is always known, from the number of weights.
    """

    name: str
    examples: tuple[Example, ...]
    settings: Values
    snapshots: int
    iterations: int
    start: tuple[float, ...]


def limits() -> Values:
    """Every number and word that the page's own checks need, too."""
    rate = fields.limits(Configuration, "rate")
    assert rate is not None  # noqa: S101 (it is a number)
    return {
        "megabytes": MOST_MEGABYTES,
        "snapshots": MOST_SNAPSHOTS,
        "iterations": MOST_ITERATIONS,
        "name": LONGEST_NAME,
        "inputs": MOST_INPUTS,
        "hidden": MOST_HIDDEN,
        "examples": MOST_EXAMPLES,
        "input": LARGEST_INPUT,
        "rate": rate.most,
        "rules": list(NAMES),
    }


def check_size(size: int) -> None:
    """Refuse a file that is too large before any of it is read."""
    if size > MOST_MEGABYTES * MEGABYTE:
        raise Fault("", "large", most=MOST_MEGABYTES, megabytes=round(size / MEGABYTE))


def read(written: bytes) -> Recorded:
    """Read a file's bytes; Fault at the first thing that is wrong."""
    check_size(len(written))
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Fault("", "encoding") from None
    if not text.strip(" \t\r\n"):
        raise Fault("", "blank")
    return _checked(_parsed(text))


def _parsed(text: str) -> Any:
    try:
        # Every number is a float, as it is for the page: a whole one loses no sign.
        return json.loads(text, parse_int=float, parse_constant=_refuse)
    except (ValueError, RecursionError):
        place = faults.find(text) or faults.Place("broken", 1, 1)
    if place.name == "cut_short":
        raise Fault("", place.name, line=place.line)
    raise Fault("", place.name, line=place.line, column=place.column)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


OF_FILE = ("name", "config", "examples", "arithmetic", "snapshots", "finished", "failed")
OF_CONFIG = tuple(name for name in Configuration.model_fields if name != "examples")
OF_EXAMPLE = ("inputs", "output")
OF_SNAPSHOT = ("iteration", "weights", "outputs", "error")


def _checked(value: Any) -> Recorded:
    file = checks.fields_of("", value, OF_FILE, "examples", "snapshots")
    name = checks.text("name", file.get("name", ""))
    if len(name) > LONGEST_NAME:
        raise Fault("name", "long", most=LONGEST_NAME)
    checks.text("arithmetic", file.get("arithmetic", ""))
    examples = _examples(file["examples"])
    config = file.get("config", {})
    network = Network(len(examples[0].inputs), _hidden(config))
    last, weights, count = _snapshots(file["snapshots"], network, len(examples))
    settings = _settings(config, network, len(weights))
    for ending in ("finished", "failed"):
        if ending in file:
            checks.fields_of(ending, file[ending])
    # A run that diverged was to go on for longer.
    planned = settings.get("iterations", 0) if "failed" in file else 0
    return Recorded(name, examples, settings, count, max(1, last, planned), weights)


def _hidden(config: Any) -> int:
    """How many hidden neurons the file says there are; what else it says is looked at later."""
    given = config.get("hidden", 0.0) if isinstance(config, dict) else 0.0
    return checks.whole("config.hidden", given, MOST_HIDDEN)


def _examples(value: Any) -> tuple[Example, ...]:
    rows = checks.items_of("examples", value)
    if not 1 <= len(rows) <= MOST_EXAMPLES:
        raise Fault("examples", "examples_count", most=MOST_EXAMPLES, count=len(rows))
    read: list[Example] = []
    for place, row in enumerate(rows):
        path = f"examples[{place}]"
        given = checks.fields_of(path, row, OF_EXAMPLE, *OF_EXAMPLE)
        needed = len(read[0].inputs) if read else None
        inputs = _inputs(f"{path}.inputs", given["inputs"], needed)
        read.append(Example(inputs, checks.number(f"{path}.output", given["output"], 0, 1)))
    return tuple(read)


def _inputs(path: str, value: Any, needed: int | None) -> tuple[float, ...]:
    row = checks.items_of(path, value)
    if needed is None and not 1 <= len(row) <= MOST_INPUTS:
        raise Fault(path, "inputs_count", most=MOST_INPUTS, count=len(row))
    return checks.row(path, row, needed, -LARGEST_INPUT, LARGEST_INPUT)


def _snapshots(value: Any, network: Network, examples: int) -> tuple[int, tuple[float, ...], int]:
    """Check all snapshots: gives the last iteration, the first weights, and how many there are."""
    rows = checks.items_of("snapshots", value)
    if len(rows) < 2:
        raise Fault("snapshots", "snapshots_few", count=len(rows))
    if len(rows) > MOST_SNAPSHOTS:
        raise Fault("snapshots", "snapshots_many", most=MOST_SNAPSHOTS, count=len(rows))
    start: tuple[float, ...] = ()
    before, names = -1, _names_in(rows[0])
    for place, row in enumerate(rows):
        path = f"snapshots[{place}]"
        given = checks.fields_of(path, row, names, *names)
        needed = len(start) or None
        weights = checks.items_of(f"{path}.weights", given["weights"])
        if not start:
            _check_count(f"{path}.weights", network, len(weights))
        row = checks.row(f"{path}.weights", weights, needed)
        start = start or row
        before = _of_snapshot(path, given, before, examples)
    return before, start, len(rows)


def _check_count(path: str, network: Network, count: int) -> None:
    plain, more = network.needed("off"), network.needed("on")
    if count in (plain, more):
        return
    if network.hidden:
        raise Fault(path, "weights_count_hidden", plain=plain, more=more, count=count)
    raise Fault(path, "weights_count", inputs=network.inputs, count=count)


def _names_in(first: Any) -> tuple[str, ...]:
    """What the first snapshot has all others have, too."""
    given = checks.fields_of("snapshots[0]", first, OF_SNAPSHOT, "weights")
    return tuple(name for name in OF_SNAPSHOT if name in given)


def _of_snapshot(path: str, given: Values, before: int, examples: int) -> int:
    """Check what a snapshot may have beside its weights; gives its iteration."""
    iteration = before + 1
    if "iteration" in given:
        iteration = checks.whole(f"{path}.iteration", given["iteration"], MOST_ITERATIONS)
        if iteration <= before:
            raise Fault(f"{path}.iteration", "order", before=before)
    if "outputs" in given:
        outputs = checks.items_of(f"{path}.outputs", given["outputs"])
        checks.row(f"{path}.outputs", outputs, examples, 0, 1)
    if "error" in given:
        checks.number(f"{path}.error", given["error"], 0, 1)
    return iteration


def _settings(value: Any, network: Network, weights: int) -> Values:
    """How the run was trained, as far as the file says so."""
    given = checks.fields_of("config", value, OF_CONFIG)
    known: dict[str, Callable[[str, Any], Any]] = {
        "lesson": checks.text,
        "situation": lambda path, row: _inputs(path, row, network.inputs),
        "iterations": lambda path, count: checks.whole(path, count, MOST_ITERATIONS),
        "seed": lambda path, seed: checks.whole(path, seed, 2**32 - 1),
        "rule": lambda path, rule: checks.choice(path, rule, NAMES),
        "rate": lambda path, rate: checks.above_zero(path, rate, limits()["rate"]),
        "threshold": lambda path, threshold: checks.choice(path, threshold, ("off", "on")),
        "start": lambda path, row: _start(path, row, weights),
    }
    read = {
        name: check(f"config.{name}", given[name]) for name, check in known.items() if name in given
    }
    threshold = "on" if weights == network.needed("on") else "off"
    told = read.get("threshold", threshold)
    if told != threshold and network.hidden:
        needed = network.needed(told)
        raise Fault("config.threshold", "threshold_hidden", needed=needed, count=weights)
    if told != threshold:
        raise Fault("config.threshold", "threshold", inputs=network.inputs, count=weights)
    return {**read, "threshold": threshold, "hidden": network.hidden}


def _start(path: str, value: Any, weights: int) -> tuple[float, ...] | None:
    return None if value is None else checks.row(path, checks.items_of(path, value), weights)


def configuration(recorded: Recorded) -> Configuration:
    """The run that the page shows a recording in the place of: what is not told is as always.

    Its own first weights start it, unless the file names the seed that drew them.
    """
    settings = {name: value for name, value in recorded.settings.items() if value is not None}
    if settings.get("lesson") not in LESSONS:
        settings.pop("lesson", None)
    is_drawn = "seed" in settings and recorded.settings.get("start", ()) is None
    if not is_drawn and all(abs(weight) <= LARGEST_WEIGHT for weight in recorded.start):
        settings["start"] = recorded.start
    return Configuration.model_validate(
        settings | {"examples": recorded.examples, "iterations": recorded.iterations}
    )
