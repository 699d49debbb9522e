"""The command `nine-lines show`: what it says of a bad file, and what it serves of a good one."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from recorded_files import BAD, LARGE, file

from webapp.cli import main
from webapp.web.app import create_app
from webapp.web.recording import Recording

BESIDE = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")


def show(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["show", str(path), "--no-browser", *options])


def test_a_bad_file_ends_the_command_and_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    for name in ("ragged weights", "a blank among the weights", "a trailing comma", "nothing"):
        bad = BAD[name]
        path.write_bytes(bad.file)
        result = show(path)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert str(path) in result.stderr
        assert bad.path in result.stderr
        assert all(str(value) in result.stderr for value in bad.values.values())


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as large:
        large.truncate(50 * 10**6)
    result = show(path)
    assert result.exit_code == 1
    assert "50 MB; at most 40 MB" in result.stderr
    assert LARGE > 40 * 10**6


def test_examples_that_no_address_can_hold_are_told(tmp_path: Path) -> None:
    rows = [{"inputs": [n / 7, n / 9, n / 11], "output": 1} for n in range(256)]
    path = tmp_path / "long.json"
    path.write_bytes(file(examples=rows, snapshots=[{"weights": [1, 2, 3]}] * 2))
    result = show(path)
    assert result.exit_code == 1
    assert "examples" in result.stderr
    assert "fewer examples" in result.stderr


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = show(tmp_path / "none.json")
    assert result.exit_code == 2
    assert "none.json" in result.stderr


def test_only_the_page_of_the_file_replays_it() -> None:
    recording = Recording.of("mine.json", file())
    client = create_app(recording=recording).test_client()
    answer = client.get("/api/recording")
    assert answer.data == file()
    assert answer.content_type == "application/json"
    tag = answer.headers["ETag"]
    assert client.get("/api/recording", headers={"If-None-Match": tag}).status_code == 304
    assert client.head("/api/recording").status_code == 200
    address = "/api/recording&#34;"
    assert address in client.get(f"/{recording.query}").text.replace("&quot;", "&#34;")
    assert address not in client.get("/").text.replace("&quot;", "&#34;")


def test_a_server_without_a_file_has_no_such_address() -> None:
    client = create_app().test_client()
    assert client.get("/api/recording").status_code == 404
    recording = Recording.of("mine.json", file())
    assert "/api/recording" not in client.get(f"/{recording.query}").text


@BESIDE
def test_a_good_file_is_served_at_the_address_that_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(file(name="AND by hand"))
    command = [sys.executable, "-m", "webapp.cli", "show", str(path), "--port=0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said.startswith("Showing AND by hand at http://127.0.0.1:")
            [address] = [word for word in said.split() if word.startswith("http")]
            with urllib.request.urlopen(address, timeout=30) as page:
                assert b"/api/recording" in page.read()
            base = address.split("?")[0]
            with urllib.request.urlopen(f"{base}api/recording", timeout=30) as answer:
                assert json.load(answer)["name"] == "AND by hand"
        finally:
            process.terminate()
