"""The command: `nine-lines` serves the page, `show` a recorded run on it; `train` is `terminal`'s.

A thin edge: what is served is `web`'s, what a file holds is `wire.recorded`'s.
"""

import os
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import click

from webapp import __version__
from webapp.terminal import train


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


main.add_command(train)

_port = click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: a free one"
)
_browser = click.option(
    "--browser/--no-browser", default=True, help="open the page, where there is a screen"
)


@main.command()
@click.option("--host", help="address to listen at  [default: 127.0.0.1]")
@_port
@click.option("--class", "for_class", is_flag=True, help="let a class in: everybody in the network")
@click.option("--allow-host", multiple=True, metavar="NAME", help="one more name to answer to")
@click.option("--log", is_flag=True, help="write a line for each request, to stderr")
@_browser
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
    from webapp.web.app import compute_lesson, create_app
    from webapp.web.serving import local_network

    host = host or (local_network.EVERYWHERE if for_class else "127.0.0.1")
    if for_class and local_network.is_loopback(host):
        _fail(f"Nobody else can reach --host {host}: leave it out, and --class lets others in.")
    names = [*local_network.answering_to(host), *allow_host]
    app = create_app(serve_modules=modules, names=names, log=_log if log else None)

    def begin(port: int) -> str:
        if for_class:
            compute_lesson(app)
        return _announce(app, host, port, for_class)

    _serve(app, host, port, begin, browser)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen at")
@_port
@_browser
def show(file: Path, host: str, port: int, browser: bool) -> None:
    """Watch a recorded run: a FILE that this program exported, or another wrote (docs/file.md)."""
    recording = _read_recording(file)

    from webapp.web.app import create_app
    from webapp.web.serving import local_network

    names = local_network.answering_to(host)
    app = create_app(names=names, recording=recording)

    def begin(port: int) -> str:
        here = "127.0.0.1" if local_network.is_everywhere(host) else host
        address = f"{local_network.url(here, port, '/')}{recording.query}"
        _say(f"Showing {recording.name} at {address} (Ctrl-C to stop)")
        return address

    _serve(app, host, port, begin, browser)


def _read_recording(file: Path) -> Any:
    """Read a file; what is wrong with it, and where, is an error of the command's."""
    from webapp.runs.query import InvalidQuery
    from webapp.web.recording import Recording
    from webapp.wire import recorded
    from webapp.wire.checks import Fault
    from webapp.words import messages

    try:
        recorded.check_size(file.stat().st_size)
        return Recording.of(file.name, file.read_bytes())
    except Fault as fault:
        _fail(f"{file}: {messages.file_message(fault)}.")
    except InvalidQuery as invalid:  # its examples are too long for any address
        told = [f"{error.field} {messages.field_message(error)}" for error in invalid.errors]
        _fail(f"{file}: {'; '.join(told)}.")
    except OSError as error:
        _fail(f"{file}: {error.strerror or error}.")


def _serve(
    app: Any, host: str, port: int, begin: Callable[[int], str], opens_browser: bool
) -> None:
    """Serve until Ctrl-C; `begin` is told the port, and gives the address to open."""
    from webapp.web.app import warm_up
    from webapp.web.serving.limits import return_free_memory
    from webapp.web.serving.log import quieten_server
    from webapp.web.serving.stopping import stops_at_signals

    server = _listening(app, host, port)
    quieten_server()
    return_free_memory()
    with closing(server), stops_at_signals(server):
        warm_up(app)
        opened = begin(server.effective_port)
        if opens_browser and _has_screen():
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


if __name__ == "__main__":
    main()
