"""The command `nine-lines serve` as its own process: its URL, taken ports, Ctrl-C."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from events import read_events

PATIENCE = 30  # seconds after which a process that hangs is ended

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")


# Without the variable that makes every print arrive at once, flushed or not.
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def restore_interrupt() -> None:
    """Undo what a shell does to processes in its background: ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def serving(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", *arguments, "--no-browser"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=restore_interrupt, env=BUFFERED,
    )  # fmt: skip
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        with process:
            try:
                yield process
            finally:
                process.kill()
    finally:
        watchdog.cancel()


def url_of(process: subprocess.Popen[str]) -> str:
    """The URL in the line it prints once it listens."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:([1-9][0-9]*)/", line)
    assert found, line
    return found.group()


def interrupt(
    process: subprocess.Popen[str], number: signal.Signals = signal.SIGINT
) -> tuple[int, str]:
    """Press Ctrl-C and wait for the end: its exit status, and all it said to the end."""
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out + err


@pytest.mark.parametrize("arguments", [["--port", "0"], ["serve", "--port=0"]])
def test_the_url_is_printed_into_a_pipe_and_answers_at_once(arguments: list[str]) -> None:
    with serving(*arguments) as process:
        with urllib.request.urlopen(url_of(process) + "healthz", timeout=PATIENCE) as response:
            assert json.load(response)["status"] == "ok"
        assert interrupt(process) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_and_quietly_before_any_request(number: signal.Signals) -> None:
    with serving("--port", "0") as process:
        url_of(process)
        assert interrupt(process, number) == (0, "")


def test_ctrl_c_ends_it_within_a_second_while_a_long_run_is_streaming() -> None:
    with serving("--port", "0") as process:
        url = url_of(process)
        with urllib.request.urlopen(
            url + "api/run/events?iterations=1000000", timeout=PATIENCE
        ) as response:
            assert response.readline() == b"event: started\n"
            pressed = time.monotonic()
            assert interrupt(process) == (0, "")
            assert time.monotonic() - pressed < 2  # a second, and a busy machine's patience


def test_ctrl_c_ends_it_within_a_second_among_readers_who_stall() -> None:
    with serving("--port", "0") as process, ExitStack() as all_open:
        place = urlsplit(url_of(process))
        for number in range(60):
            asked = f"GET /api/run/events?iterations=1000000&seed={number % 9} HTTP/1.1\r\nHost: "
            for request in (f"{asked}localhost\r\n\r\n", asked):
                stalled = socket.create_connection((place.hostname, place.port), PATIENCE)
                all_open.enter_context(stalled).sendall(request.encode())
        pressed = time.monotonic()
        assert interrupt(process) == (0, "")
        assert time.monotonic() - pressed < 2  # a second, and a busy machine's patience


def test_sigterm_lets_a_run_end_that_is_being_streamed() -> None:
    with serving("--port", "0") as process:
        url = url_of(process)
        with urllib.request.urlopen(
            url + "api/run/events?iterations=30000", timeout=PATIENCE
        ) as response:
            received = response.readline()
            process.send_signal(signal.SIGTERM)
            received += response.read()
        assert interrupt(process, signal.SIGTERM) == (0, "")
    assert read_events(received)[-1].name == "finished"


def test_a_log_is_a_line_a_request_on_stderr_and_nothing_beside() -> None:
    with serving("--port", "0", "--log") as process:
        url = url_of(process)
        for path in ("healthz", "nothing"):
            with suppress(urllib.error.HTTPError):
                urllib.request.urlopen(url + path, timeout=PATIENCE).close()
        status, said = interrupt(process)
    assert status == 0
    assert [line.split(" ")[2:5] for line in said.splitlines()] == [
        ["GET", "/healthz", "200"],
        ["GET", "/nothing", "404"],
    ]


def status_under(url: str, host: str) -> int:
    request = urllib.request.Request(url + "healthz", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return int(response.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def test_it_answers_to_its_own_names_and_those_allowed_alone() -> None:
    with serving("--port", "0", "--allow-host", "nine.example") as process:
        url = url_of(process)
        assert status_under(url, "localhost") == status_under(url, "nine.example:80") == 200
        assert status_under(url, "evil.example") == 421
        assert interrupt(process) == (0, "")


def test_a_taken_port_is_an_error_that_names_the_option() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving("--port", str(port)) as process:
            out, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 1
    assert out == ""
    assert err == (
        f"Error: Port {port} is taken. Choose another with --port, or --port 0 for any free one.\n"
    )


def test_a_port_that_was_just_given_up_can_be_taken_again() -> None:
    with serving("--port", "0") as process:
        url = url_of(process)
        with urllib.request.urlopen(url + "healthz", timeout=PATIENCE):
            assert interrupt(process)[0] == 0
    port = url.rsplit(":", 1)[1].rstrip("/")
    with serving("--port", port) as process:
        assert url_of(process) == url
        assert interrupt(process) == (0, "")
