"""The command `nine-lines train`, and what goes wrong before anything is served."""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
import two_layers
from cases import oracle, oracle_prediction, same_bits
from click.testing import CliRunner, Result
from events import read_events, strict_json
from flask.testing import FlaskClient

from webapp import __version__
from webapp.cli import main
from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.web import poster
from webapp.web.serving import local_network, server


def command(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def output_of(*arguments: str) -> str:
    result = command(*arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def test_the_lesson_is_printed_in_the_lessons_order() -> None:
    assert output_of("train") == (
        "Random starting weights:\n"
        "[[-0.16595599]\n [ 0.44064899]\n [-0.99977125]]\n"
        "New weights after 10,000 iterations of training:\n"
        "[[ 9.67299303]\n [-0.2078435 ]\n [-4.62963669]]\n"
        "New situation: [1, 0, 0] -> ?\n"
        "Prediction:\n"
        "[0.99993704]\n"
    )


def test_what_is_printed_is_what_the_plain_program_prints() -> None:
    config = Configuration(seed=7, iterations=77, threshold="on", situation="0,0.5,1")
    printed = output_of(
        *("train", "--seed", "7", "--iterations=77", "--threshold", "on", "--situation", "0,0.5,1")
    )
    record = oracle(config)
    prediction = oracle_prediction(config, record.weights[-1])
    for part in (
        str(record.weights[0].reshape(-1, 1)),
        "after 77 iterations",
        str(record.weights[-1].reshape(-1, 1)),
        "New situation: [0, 0.5, 1] -> ?",
        str(np.array([prediction])),
    ):
        assert part in printed
    assert printed.isascii()


def test_the_sequel_is_printed_as_its_layers_are() -> None:
    printed = output_of("train", "--lesson", "sequel")
    config = Configuration(lesson="sequel")
    record = oracle(config)
    for weights in (record.weights[0], record.weights[-1]):
        first, second = two_layers.matrices(weights, 3, 4)
        assert f"Hidden layer (4 neurons):\n{first}\nOutput (1 neuron):\n{second}\n" in printed
    order = [
        "Random starting weights:",
        "New weights after 60,000",
        "[1, 1, 0] -> ?",
        "[0.0078876]",
    ]
    places = [printed.index(part) for part in order]
    assert places == sorted(places)
    assert printed.isascii()


def test_given_weights_are_not_called_random() -> None:
    printed = output_of("train", "--start", "-1,0.5,2", "--iterations", "1")
    assert printed.startswith("Starting weights:\n[[-1. ]\n [ 0.5]\n [ 2. ]]\n")


OPTIONS = {"rate": "0.25", "examples": "0,1:1;1,1:0", "threshold": "on", "iterations": "123"}


def test_json_is_what_the_api_answers(client: FlaskClient) -> None:
    options = [f"--{name}={value}" for name, value in OPTIONS.items()]
    query = "&".join(f"{name}={value}" for name, value in OPTIONS.items())
    printed = output_of("train", "--json", *options)
    assert printed.count("\n") == 1
    report = strict_json(printed)
    started, *_, finished = read_events(client.get(f"/api/run/events?{query}").data)
    assert list(report) == [
        *("config", "start_weights", "weights", "outputs", "error", "situation", "prediction")
    ]
    assert report["config"] == started.data["config"]
    for name in ("weights", "outputs", "error", "situation", "prediction"):
        assert report[name] == finished.data[name]
    assert same_bits(report["start_weights"], oracle(Configuration(**OPTIONS)).weights[0])


@pytest.mark.parametrize("field", Configuration.model_fields)
def test_every_field_is_an_option_that_refuses_junk_by_name(field: str) -> None:
    result = command("train", f"--{field}", "junk")
    assert result.exit_code > 0
    assert re.search(rf"^Error: --{field} .*must be ", result.stderr, re.MULTILINE)
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--iterations", "0", "--start", "1,2"], ["--iterations must", "--start must hold 3"]),
        (["--seed", "1", "--seed", "1"], ["--seed is given more than once"]),
        (["--rate="], ["--rate must be a number"]),
        (["--tempo", "3"], ["--tempo"]),
        (["--seed"], ["--seed"]),
        (["extra"], ["extra"]),
    ],
)
def test_bad_options_are_named_all_at_once(arguments: list[str], named: list[str]) -> None:
    result = command("train", *arguments)
    assert result.exit_code > 0
    for text in named:
        assert text in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_run_that_diverges_is_an_error_that_says_when(form: list[str]) -> None:
    result = command("train", "--rule", "slope-of-sum", *form)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "finite range at iteration 9." in result.stderr


def test_help_describes_every_option_with_its_values_limits_and_default() -> None:
    """As the definition has them: a limit that changes there changes here."""
    printed = " ".join(output_of("train", "--help").split())
    properties = Configuration.model_json_schema()["properties"]
    for name, field in Configuration.model_fields.items():
        _, _, rest = printed.partition(f" --{name} ")
        described = rest.split(" --")[0]
        assert str(field.description) in described
        schema = properties[name]
        for choice in schema.get("enum", []):
            assert choice in described
        for limit in ("minimum", "exclusiveMinimum", "maximum"):
            if limit in schema:
                assert f"{schema[limit]:,}" in described
        if isinstance(schema.get("default"), str | int | float):
            assert f"default: {query.format_value(schema['default'])}]" in described
        else:
            assert "by default" in described


def test_help_names_the_largest_numbers_of_rows_and_how_many_there_may_be() -> None:
    printed = " ".join(output_of("train", "--help").split())
    for fact in ("1 to 256 examples", "1 to 8 inputs", "1,000,000 in size", "-1e12 to 1e12"):
        assert fact in printed


@pytest.mark.parametrize(
    ("option", "meant"),
    [("--lr", "--rate"), ("--learning-rate", "--rate"), ("--epochs=3", "--iterations")],
)
def test_what_an_option_is_called_elsewhere_is_named_with_the_right_one(
    option: str, meant: str
) -> None:
    result = command("train", option, "3")
    assert result.exit_code > 0
    assert f"here it is called {meant}." in result.stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [("examples", "[0, 0, 1]:0; [1, 1, 1]:1;"), ("situation", "[1. 0. 0.]"), ("rate", "1.e+00")],
)
def test_values_are_read_as_python_and_numpy_print_them(option: str, value: str) -> None:
    assert output_of("train", "--iterations", "3", f"--{option}", value)


def test_what_is_too_long_for_a_link_can_still_be_trained_here() -> None:
    rows = ";".join([",".join([".123456789123456"] * 6) + ":0.5"] * 200)
    assert output_of("train", "--iterations", "2", "--examples", rows)


def test_a_port_that_is_not_ours_to_use_says_so_and_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(server, "_listen", forbidden)
    result = command("serve", "--port", "80", "--no-browser")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: This account may not use port 80: ports below 1024 are mostly the system's."
        " Choose a higher one with --port, or --port 0 for any free one.\n"
    )


def test_the_version_is_printed() -> None:
    assert __version__ in output_of("--version")


def test_the_command_without_an_order_serves() -> None:
    for arguments in (["--port", "x"], ["serve", "--port", "x"], ["--port=70000"]):
        result = command(*arguments)
        assert result.exit_code > 0
        assert "--port" in result.stderr


def test_an_unknown_order_is_named() -> None:
    result = command("teach")
    assert result.exit_code > 0
    assert "teach" in result.stderr


def test_an_address_that_is_not_ours_is_an_error_that_names_host() -> None:
    result = command("serve", "--host", "203.0.113.1", "--port", "0", "--no-browser")
    assert result.exit_code == 1
    assert "--host 203.0.113.1" in result.stderr


class SilentServer:
    """Stands for a server, without a socket; it ends at once."""

    effective_port = 4321
    closed = False

    def run(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> SilentServer:
    """The server that the command then makes, in a network where it has two addresses."""
    silent = SilentServer()
    monkeypatch.setattr(server, "make_server", lambda *_: silent)
    at_home = {"203.0.113.1": "192.168.1.5", "10.254.254.254": "10.8.0.2"}
    monkeypatch.setattr(local_network, "_route", at_home.get)
    return silent


def test_on_loopback_the_address_is_all_that_is_said(silent: SilentServer) -> None:
    assert output_of("serve", "--no-browser") == (
        "Serving at http://127.0.0.1:4321/ (Ctrl-C to stop)\n"
    )
    assert silent.closed


@pytest.mark.parametrize("option", ["--class", "--host=0.0.0.0", "--host=::"])
def test_a_server_for_others_prints_addresses_that_can_be_typed_and_what_it_means(
    silent: SilentServer, option: str
) -> None:
    printed = output_of("serve", "--no-browser", option)
    assert printed.startswith("Serving at http://192.168.1.5:4321/ (Ctrl-C to stop)\n")
    assert "\nand at http://10.8.0.2:4321/\n" in printed
    assert "Everybody in this network can open it" in printed
    assert "0.0.0.0" not in printed  # noqa: S104
    assert silent.closed


def test_for_a_class_the_address_is_large_and_comes_as_a_code(silent: SilentServer) -> None:
    printed = output_of("serve", "--no-browser", "--class")
    assert poster.large("192.168.1.5:4321") in printed
    code = poster.terminal("http://192.168.1.5:4321/")
    assert re.sub(r"\x1b\[[0-9;]*m", "", code) in printed
    assert "http://192.168.1.5:4321/class" in printed
    assert silent.closed


def test_a_terminal_without_such_signs_gets_the_address_in_its_own(silent: SilentServer) -> None:
    result = CliRunner(charset="ascii").invoke(main, ["serve", "--no-browser", "--class"])
    assert result.exit_code == 0
    assert "1 9 2 . 1 6 8 . 1 . 5 : 4 3 2 1" in result.stdout
    assert silent.closed


def test_without_a_network_it_says_that_nobody_else_can_come(
    silent: SilentServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_network, "_route", lambda _: None)
    printed = output_of("serve", "--no-browser", "--class")
    assert printed == (
        "Serving at http://127.0.0.1:4321/ (Ctrl-C to stop)\n"
        "This computer is in no network: nobody else can reach it.\n"
    )
    assert silent.closed


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_class_cannot_be_let_in_on_loopback(host: str) -> None:
    result = command("serve", "--class", "--host", host)
    assert result.exit_code == 1
    assert f"Nobody else can reach --host {host}" in result.stderr


class Immediately:
    """Stands for a timer; what it was to do later it does now."""

    def __init__(self, _: float, function: Callable[..., object], arguments: list[str]) -> None:
        self.start = lambda: function(*arguments)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY", None])
@pytest.mark.parametrize("option", [[], ["--no-browser"]])
def test_the_browser_opens_only_where_there_is_a_screen_and_unless_told_not_to(
    monkeypatch: pytest.MonkeyPatch, display: str | None, option: list[str]
) -> None:
    silent, opened = SilentServer(), list[str]()
    monkeypatch.setattr(server, "make_server", lambda *_: silent)
    monkeypatch.setattr("threading.Timer", Immediately)
    monkeypatch.setattr("webbrowser.open", opened.append)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv(display, "0")
    assert "http://127.0.0.1:4321/" in output_of("serve", *option)
    assert opened == ["http://127.0.0.1:4321/"] * (display is not None and not option)
    assert silent.closed


def train_on_a_terminal(*arguments: str) -> tuple[str, str]:
    """Run the command with stderr on a terminal; gives what stdout and the terminal got."""
    controller, terminal = os.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "train", *arguments],
        stdout=subprocess.PIPE, stderr=terminal, env=environment, text=True,
    ) as process:  # fmt: skip
        os.close(terminal)
        shown = b""
        try:
            while part := os.read(controller, 4096):
                shown += part
        except OSError:
            pass  # how Linux tells that the other side has closed
        assert process.stdout is not None
        printed = process.stdout.read()
    os.close(controller)
    assert process.returncode == 0
    return printed, shown.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_long_run_shows_its_progress_on_a_terminal_and_prints_the_same() -> None:
    printed, shown = train_on_a_terminal("--iterations", "60000")
    assert "Training" in shown
    assert printed == output_of("train", "--iterations", "60000")
    assert train_on_a_terminal("--iterations", "10")[1] == ""


def test_training_starts_without_the_weight_of_a_server() -> None:
    code = "import sys, webapp.cli; print({'flask', 'waitress', 'plotly'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_command_is_installed_under_its_name() -> None:
    script = Path(sys.executable).with_name("nine-lines")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert __version__ in done.stdout


def test_the_options_are_in_the_definitions_order() -> None:
    train: Any = main.commands["train"]
    names = [option.name for option in train.params if isinstance(option, click.Option)]
    assert names[: len(Configuration.model_fields)] == list(Configuration.model_fields)
