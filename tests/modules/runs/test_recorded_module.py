"""The page's reader of recorded runs: held to the same table of files as the server's."""

from base64 import b64encode
from typing import Any

import pytest
from recorded_files import BAD, GOOD, LARGE, file, rows
from scripts import Scripts

from webapp.wire import recorded

READ = """({ readRecorded, Fault }, [file, limits]) => {
    const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0)).buffer;
    try {
        return readRecorded(bytes, limits);
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        return { path: fault.path, fault: fault.what, values: fault.values };
    }
}"""


def read(scripts: Scripts, written: bytes) -> Any:
    encoded = b64encode(written).decode()
    return scripts.call("runs/recorded runs/checks", READ, [encoded, recorded.limits()])


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_read_as_the_server_reads_it(scripts: Scripts, name: str) -> None:
    found, servers = read(scripts, GOOD[name]), recorded.read(GOOD[name])
    assert found["examples"] == [
        {"inputs": list(example.inputs), "output": example.output} for example in servers.examples
    ]
    assert found["weights"][0] == list(servers.start)
    assert len(found["weights"]) == len(found["iteration"]) == servers.snapshots
    assert (found["name"], found["iterations"]) == (servers.name, servers.iterations)
    assert {**found["settings"]} == {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in servers.settings.items()
    }


@pytest.mark.parametrize("name", [name for name, bad in BAD.items() if len(bad.file) < LARGE])
def test_a_bad_file_is_told_at_the_same_place_in_the_same_way(scripts: Scripts, name: str) -> None:
    bad = BAD[name]
    assert read(scripts, bad.file) == {"path": bad.path, "fault": bad.name, "values": bad.values}


def test_a_file_is_refused_for_its_size_before_it_is_read(scripts: Scripts) -> None:
    told = scripts.call(
        "runs/recorded",
        "({ checkSize }, [size, limits]) => {"
        " try { return checkSize(size, limits) ?? null; }"
        " catch (fault) { return [fault.what, fault.values]; } }",
        [LARGE, recorded.limits()],
    )
    assert told == [BAD["large"].name, BAD["large"].values]


def test_what_a_file_leaves_out_is_told_from_what_it_has(scripts: Scripts) -> None:
    bare = read(scripts, file())
    assert (bare["outputs"], bare["error"], bare["iteration"]) == (None, None, [0, 1])
    whole = read(
        scripts,
        file(
            snapshots=rows(
                [1, 2], [3, 4], iteration=[0, 7], error=[0.5, 0.25], outputs=[[0] * 4] * 2
            )
        ),
    )
    assert (whole["error"], whole["iteration"]) == ([0.5, 0.25], [0, 7])
    assert whole["outputs"] == [[0] * 4] * 2
