"""The command's `train`: the lesson in a terminal, in the lesson's order.

A thin edge: options come from the configuration's fields, and everything computed comes
from `runs.execution`.
"""

from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.progress import Progress

from webapp.core.network import Array
from webapp.core.training import Diverged
from webapp.runs import execution, fields, grammar, query
from webapp.runs.config import Configuration
from webapp.runs.execution import Result
from webapp.wire import description
from webapp.wire.encoding import encode
from webapp.words.messages import failure, field_message, number

LONG_RUN = 50_000  # iterations from which a progress bar is worth showing


class _WithFields(click.Command):
    """A command with an option for each of the configuration's fields, and what each may be."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        names = Configuration.model_fields
        options = [click.Option([f"--{n}", n], help=_help(n), multiple=True) for n in names]
        self.params = [*options, *self.params]

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(context, args)
        except click.NoSuchOption as unknown:
            name = unknown.option_name
            if meant := fields.meant(Configuration, name.lstrip("-")):
                message = f"There is no option {name}; here it is called --{meant}."
                raise click.UsageError(message, context) from None
            raise


def _help(name: str) -> str:
    """Describe a field: what it is, what it may be, and its default where that is one value."""
    field, facts = Configuration.model_fields[name], [_allowed(name)]
    if field.default_factory is None and field.default is not None:
        facts.append(f"default: {query.format_value(field.default)}")
    known = "; ".join(filter(None, facts))
    return f"{field.description}  [{known}]" if known else str(field.description)


def _allowed(name: str) -> str:
    limits = fields.limits(Configuration, name)
    if limits is None:
        return ", ".join(fields.choices(Configuration, name))
    above = "above " if limits.above else ""
    return f"{above}{number(limits.least)} to {number(limits.most)}"


@click.command(cls=_WithFields)
@click.option("--json", "as_json", is_flag=True, help="print one JSON object at full precision")
def train(as_json: bool, **options: tuple[str, ...]) -> None:
    """Train the neuron and print what it learned."""
    config = _read_options(options)
    try:
        result = _train_with_progress(config)
    except Diverged as diverged:
        raise click.ClickException(failure(diverged)["detail"]) from None
    if as_json:
        print(encode(description.lesson_report(config, result)).decode())
    else:
        _print_lesson(config, result)


def _read_options(options: dict[str, tuple[str, ...]]) -> Configuration:
    given = [(name, value) for name, values in options.items() for value in values]
    try:
        return query.read(Configuration, given)
    except query.InvalidQuery as invalid:
        lines = [f"--{error.field} {field_message(error)}" for error in invalid.errors]
        raise click.UsageError("\n       ".join(lines)) from None


def _train_with_progress(config: Configuration) -> Result:
    terminal = Console(stderr=True)
    with Progress(
        console=terminal,
        transient=True,
        disable=config.iterations < LONG_RUN or not terminal.is_terminal,
    ) as progress:
        task = progress.add_task("Training", total=config.iterations)
        for block in execution.blocks(config):
            progress.update(task, completed=int(block.iteration[-1]))
    return execution.result(config, block)


def _print_lesson(config: Configuration, result: Result) -> None:
    inputs = ", ".join(map(grammar.format_number, config.situation))
    print("Random starting weights:" if config.start is None else "Starting weights:")
    _print_layers(config, execution.start_weights(config))
    print(f"New weights after {config.iterations:,} iterations of training:")
    _print_layers(config, result.weights)
    print(f"New situation: [{inputs}] -> ?")
    print("Prediction:")
    print(np.array([result.prediction]))


def _print_layers(config: Configuration, weights: Array) -> None:
    """Print the weights as matrices, one a layer, with a name each where there are two."""
    for (rows, neurons), name in zip(config.layers, ("Hidden layer", "Output"), strict=False):
        if config.hidden:
            print(f"{name} ({neurons} neuron{'s' * (neurons > 1)}):")
        print(weights[: rows * neurons].reshape(rows, neurons))
        weights = weights[rows * neurons :]
