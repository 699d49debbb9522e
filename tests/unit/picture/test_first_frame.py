"""The page's first frame: the numbers at iteration 0, and which rows the table has."""

import nine_lines
import numpy as np
import pytest
from cases import oracle, oracle_prediction, random_configuration, same_bits

from webapp.core import training
from webapp.picture import marks
from webapp.picture.first_frame import first_frame
from webapp.runs.config import Configuration

RUNS = [random_configuration(np.random.default_rng(seed), iterations=1) for seed in range(12)]
RUNS += [Configuration(), Configuration(threshold="on", seed=5), Configuration(lesson="trask")]

each_run = pytest.mark.parametrize("config", RUNS, ids=range(len(RUNS)))


@each_run
def test_the_numbers_are_those_of_the_plain_program_before_any_adjustment(
    config: Configuration,
) -> None:
    frame, record = first_frame(config), oracle(config)
    assert same_bits(frame.weights, record.weights[0])
    assert same_bits([row.output for row in frame.taught], record.outputs[0])
    assert same_bits(frame.error, record.error[0])
    assert same_bits(frame.answer, oracle_prediction(config, record.weights[0]))
    with np.errstate(over="ignore"):
        assert same_bits(nine_lines.sigmoid(np.array(frame.weighted_sum)), frame.answer)


@each_run
def test_the_table_begins_with_the_examples_in_order(config: Configuration) -> None:
    taught = first_frame(config).taught
    assert [row.inputs for row in taught] == [example.inputs for example in config.examples]
    assert [row.desired for row in taught] == [example.output for example in config.examples]
    assert [row.example for row in taught] == list(range(len(config.examples)))
    assert [row.mark for row in taught] == [marks.mark(i) for i in range(len(taught))]
    for row in taught:
        assert row.desired is not None
        assert row.error == row.desired - row.output


@each_run
def test_the_question_comes_first_among_what_was_never_taught(config: Configuration) -> None:
    frame = first_frame(config)
    question = frame.unseen[0]
    assert (question.inputs, question.mark) == (config.situation, marks.QUESTION)
    assert same_bits(question.output, frame.answer)
    assert all(row.desired is row.error is row.example is None for row in frame.unseen)
    assert all(row.mark is None for row in frame.unseen[1:])


def unseen(**fields: object) -> list[tuple[float, ...]]:
    return [row.inputs for row in first_frame(Configuration(**fields)).unseen]  # type: ignore[arg-type]


def test_of_three_inputs_every_other_combination_follows() -> None:
    assert unseen() == [(1, 0, 0), (0, 0, 0), (0, 1, 0), (1, 1, 0)]


def test_a_situation_that_was_taught_is_asked_all_the_same() -> None:
    rows = unseen(situation="1,1,1")
    assert rows == [(1, 1, 1), (0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 0)]


def test_a_situation_between_zero_and_one_takes_no_combinations_place() -> None:
    assert unseen(situation="0.5,0,0") == [(0.5, 0, 0), (0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 0)]


@pytest.mark.parametrize("examples", ["0,1:1", "1:0", "0,0,1,1:0", "0,0,1,1,1,1:0"])
def test_of_fewer_or_more_inputs_only_the_question(examples: str) -> None:
    assert len(unseen(examples=examples)) == 1


def test_what_the_threshold_adds_is_no_input_of_the_table() -> None:
    assert unseen(threshold="on") == unseen()
    assert len(first_frame(Configuration(threshold="on")).weights) == 4


def test_it_trains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "train", None)
    monkeypatch.setattr(training, "buffered_loop", None)
    assert first_frame(Configuration(iterations=1_000_000)).answer == pytest.approx(0.45860596)


def test_the_numbers_are_plain_ones() -> None:
    frame = first_frame(Configuration())
    numbers = [*frame.weights, frame.weighted_sum, frame.answer, frame.error]
    numbers += [row.output for row in (*frame.taught, *frame.unseen)]
    assert {type(number) for number in numbers} == {float}
