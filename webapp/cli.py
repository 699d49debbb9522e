"""The command: `nine-lines` serves the page, `nine-lines train` prints the lesson.

A thin edge: options come from the configuration's fields, and everything computed comes
from `runs.execution`.
"""

import os
import sys
import threading
import webbrowser
from contextlib import closing
from typing import Any, NoReturn

import click
import numpy as np
from rich.console import Console
from rich.progress import Progress

from webapp import __version__
from webapp.core.training import Diverged
from webapp.runs import execution, fields, grammar, query
from webapp.runs.config import Configuration
from webapp.runs.execution import Result
from webapp.wire import description
from webapp.wire.encoding import encode
from webapp.words.messages import failure, field_message, number

LONG_RUN = 50_000  # iterations from which a progress bar is worth showing


class _ServeByDefault(click.Group):
    """A group in which options without a command belong to `serve`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "--version")):
            args = ["serve", *args]
        return super().parse_args(context, args)


@click.group(cls=_ServeByDefault)
@click.version_option(__version__, prog_name="nine-lines")
def main() -> None:
    """Watch a neuron learn: serve the page (the default), or train in the terminal."""


@main.command()
@click.option("--host", help="address to listen at  [default: 127.0.0.1]")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: a free one"
)
@click.option("--class", "for_class", is_flag=True, help="let a class in: everybody in the network")
@click.option("--allow-host", multiple=True, metavar="NAME", help="one more name to answer to")
@click.option("--log", is_flag=True, help="write a line for each request, to stderr")
@click.option("--browser/--no-browser", default=True, help="open the page, where there is a screen")
@click.option("--modules", is_flag=True, help="serve the script's sources, to work on them")
def serve(
    host: str | None,
    port: int,
    for_class: bool,
    allow_host: tuple[str, ...],
    log: bool,
    browser: bool,
    modules: bool,
) -> None:
    """Serve the page until Ctrl-C."""
    # Imported here, so that `train` starts without a server's weight.
    from webapp.web.app import compute_lesson, create_app, warm_up
    from webapp.web.serving import local_network
    from webapp.web.serving.limits import return_free_memory
    from webapp.web.serving.log import quieten_server
    from webapp.web.serving.stopping import stops_at_signals

    host = host or (local_network.EVERYWHERE if for_class else "127.0.0.1")
    if for_class and local_network.is_loopback(host):
        _fail(f"Nobody else can reach --host {host}: leave it out, and --class lets others in.")
    names = [*local_network.answering_to(host), *allow_host]
    app = create_app(serve_modules=modules, names=names, log=_log if log else None)
    server = _listening(app, host, port)
    quieten_server()
    return_free_memory()
    with closing(server), stops_at_signals(server):
        warm_up(app)
        if for_class:
            compute_lesson(app)
        opened = _announce(app, host, server.effective_port, for_class)
        if browser and _has_screen():
            threading.Timer(0.2, webbrowser.open, [opened]).start()
        server.run()


def _listening(app: Any, host: str, port: int) -> Any:
    """Make the server that listens there, or end with what to do about it."""
    from webapp.web.serving.server import PortForbidden, PortTaken, make_server

    try:
        return make_server(app, host, port)
    except PortTaken:
        _fail(f"Port {port} is taken. Choose another with --port, or --port 0 for any free one.")
    except PortForbidden:
        _fail(
            f"This account may not use port {port}: ports below 1024 are mostly the system's."
            " Choose a higher one with --port, or --port 0 for any free one."
        )
    except OSError as error:
        _fail(f"Can't listen at --host {host}: {error.strerror or error}.")


def _announce(app: Any, host: str, port: int, for_class: bool) -> str:
    """Say where the page is, and to whom; gives the address to open on this computer."""
    from webapp.web import classroom
    from webapp.web.serving import local_network

    everywhere = local_network.is_everywhere(host)
    here = "127.0.0.1" if everywhere else host
    addresses = [local_network.url(each, port) for each in local_network.reachable_at(host)]
    classroom.tell(app, None if local_network.is_loopback(host) else addresses)
    _say(f"Serving at {(addresses or [local_network.url(here, port)])[0]} (Ctrl-C to stop)")
    for address in addresses[1:]:
        _say(f"and at {address}")
    if for_class and addresses:
        _show_large(addresses[0])
    if addresses:
        _say(
            "Everybody in this network can open it and make this computer compute."
            " Nothing they do is stored; Ctrl-C ends it."
        )
    elif everywhere:
        _say("This computer is in no network: nobody else can reach it.")
    return local_network.url(here, port, "/class" if for_class else "/")


def _show_large(address: str) -> None:
    """Show an address for those who sit further away, where the terminal has the signs for it."""
    from webapp.web import poster

    shown = address.removeprefix("http://").rstrip("/")
    drawn = f"\n{poster.large(shown)}\n\n{poster.terminal(address)}\n"
    try:
        drawn.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        drawn = f"\n    {' '.join(shown)}\n"
    _say(f"{drawn}\nThe same for the projector: {address}class")


def _say(text: str) -> None:
    click.echo(text)  # which flushes, and leaves colours out where nobody sees them


def _log(line: str) -> None:
    click.echo(line, err=True)


def _has_screen() -> bool:
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in displays)


def _fail(message: str) -> NoReturn:
    raise click.ClickException(message)


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


@main.command(cls=_WithFields)
@click.option("--json", "as_json", is_flag=True, help="print one JSON object at full precision")
def train(as_json: bool, **options: tuple[str, ...]) -> None:
    """Train the neuron and print what it learned."""
    config = _read_options(options)
    try:
        result = _train_with_progress(config)
    except Diverged as diverged:
        _fail(failure(diverged)["detail"])
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
    print(execution.start_weights(config).reshape(-1, 1))
    print(f"New weights after {config.iterations:,} iterations of training:")
    print(result.weights.reshape(-1, 1))
    print(f"New situation: [{inputs}] -> ?")
    print("Prediction:")
    print(np.array([result.prediction]))


if __name__ == "__main__":
    main()
