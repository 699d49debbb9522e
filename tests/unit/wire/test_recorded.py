"""Files of recorded runs: what is read of good ones, and what is said of each bad one."""

import json
import re
from collections.abc import Callable

import numpy as np
import pytest
from cases import random_configuration, random_network
from hypothesis import given
from hypothesis import strategies as st
from recorded_files import BAD, GOOD, LARGE, file, rows

from webapp.runs import query
from webapp.runs.config import Configuration
from webapp.wire import export, faults, recorded
from webapp.wire.checks import Fault
from webapp.words import language
from webapp.words.messages import failure, file_message


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_read(name: str) -> None:
    found = recorded.read(GOOD[name])
    assert len(found.examples) == 4
    assert found.snapshots >= 2


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_at_its_place(name: str) -> None:
    bad = BAD[name]
    with pytest.raises(Fault) as fault:
        recorded.read(bad.file)
    assert (fault.value.path, fault.value.name) == (bad.path, bad.name)
    assert fault.value.values == bad.values


@pytest.mark.parametrize("code", language.codes())
def test_each_fault_is_its_own_sentence_in_every_language(code: str) -> None:
    spoken = language.load(code)
    told = {}
    for bad in BAD.values():
        message = file_message(Fault(bad.path, bad.name, **bad.values), spoken)
        assert bad.path in message
        assert not re.search(r"[{}]", message)
        told.setdefault(message.removeprefix(bad.path), set()).add(bad.name)
    assert all(len(names) == 1 for names in told.values())
    assert {bad.name for bad in BAD.values()} == set(spoken.words["file"]) - {
        "whole_file",
        "at",
        "unreadable",
    }


def test_a_file_is_refused_for_its_size_before_it_is_read() -> None:
    with pytest.raises(Fault) as fault:
        recorded.check_size(LARGE)
    assert fault.value.name == "large"
    recorded.check_size(LARGE - 1)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("make", [random_configuration, random_network])
def test_what_the_server_exports_is_such_a_file_and_leads_back_to_its_run(
    make: Callable[..., Configuration], seed: int
) -> None:
    config = make(np.random.default_rng(seed), iterations=40)
    form = export.as_json(config, failure)
    found = recorded.read(b"".join(part.data for part in export.parts(config, form)))
    again = recorded.configuration(found)
    assert again == config
    assert query.write(again) == query.write(config)


def test_what_a_file_does_not_tell_is_as_always_and_its_first_weights_start_it() -> None:
    config = recorded.configuration(recorded.read(file(snapshots=rows([1, 2, 3], [4, 5, 6.5]))))
    assert (config.rule, config.rate, config.threshold) == ("squared", 1.0, "on")
    assert config.start == (1.0, 2.0, 3.0)
    assert config.iterations == 1


@pytest.mark.parametrize("lesson", [None, "xor", "sequel"])
def test_a_file_that_says_nothing_of_hidden_neurons_is_a_neurons_whatever_its_lesson(
    lesson: str | None,
) -> None:
    settings = {"lesson": lesson} if lesson else {}
    config = recorded.configuration(recorded.read(file(config=settings)))
    assert config.hidden == 0
    assert config.start == (0.5, -0.25)


def test_weights_beyond_what_a_query_takes_start_nothing() -> None:
    config = recorded.configuration(recorded.read(file(snapshots=rows([1e300, 1], [1, 1]))))
    assert config.start is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.integers(0, 4),
)
def test_a_text_has_a_fault_exactly_where_it_is_no_json(value: object, indent: int) -> None:
    text = json.dumps(value, indent=indent or None).replace("Infinity", "1e999")
    assert faults.find(text) is None
    for cut in range(len(text)):
        try:
            json.loads(text[:cut])
        except ValueError:
            assert faults.find(text[:cut])
        else:
            assert faults.find(text[:cut]) is None


def test_a_recording_has_the_limits_of_a_run() -> None:
    limits = recorded.limits()
    assert limits["rules"] == ["squared", "cross-entropy", "slope-of-sum", "sigmoid-twice"]
    assert Configuration(rate=limits["rate"]).rate == 1000
