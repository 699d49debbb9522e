"""All the numbers on screen, read in one moment, and whether they belong to the same weights."""

import math
from typing import Any, NamedTuple

import pytest
from lesson_page import MINUS, LessonPage

WEIGHT = 0.0005  # half of a weight's last digit
OUTPUT = 0.00005  # and of an output's
ROW = 0.0005  # and of an output's in the table, where digits run
STEEPEST = 0.25  # slope of the curve

READ = """() => {
    const texts = (root, selector) => [...root.querySelectorAll(selector)].map(part => part.textContent);
    const inputs = texts(document, '[data-input]');
    return {
        iteration: texts(document, '[data-iteration]')[0],
        weights: texts(document, '[data-weight]'),
        ends: texts(document, '[data-end-value]'),
        inputs,
        sum: texts(document, '[data-sum]')[0],
        output: texts(document, '[data-output]')[0],
        answer: texts(document, '[data-answer]')[0],
        mean: texts(document, '[data-error-value]')[0],
        rows: [...document.querySelectorAll('main tbody tr')].map(row => texts(row, 'td')),
    };
}"""


class Row(NamedTuple):
    """A row of the table; what it should be and its error are None where nobody said."""

    inputs: list[float]
    desired: float | None
    output: float
    error: float | None


class Shown(NamedTuple):
    """What one frame shows."""

    iteration: int
    weights: list[float]
    ends: list[str]
    labels: list[str]
    inputs: list[float]
    sum: float
    output: float
    answer: float
    mean: float | None
    rows: list[Row]
    asked: Row

    @classmethod
    def on(cls, lesson: LessonPage) -> "Shown":
        """Read all of it at once."""
        read: dict[str, Any] = lesson.page.evaluate(READ)
        width = len(read["inputs"])
        rows = [_row(cells, width) for cells in read["rows"]]
        [asked] = [
            row for row, cells in zip(rows, read["rows"], strict=True) if cells[width] == "?"
        ]
        return cls(
            iteration=int(number(read["iteration"])),
            weights=[number(weight) for weight in read["weights"]],
            ends=read["ends"],
            labels=read["weights"],
            inputs=[number(value) for value in read["inputs"]],
            sum=number(read["sum"]),
            output=number(read["output"]),
            answer=number(read["answer"]),
            mean=number(read["mean"]) if read["mean"] else None,
            rows=rows,
            asked=asked,
        )

    def expect_to_belong_together(self) -> None:
        """Work everything out from the weights on screen, as far as their digits go."""
        assert self.sum == pytest.approx(
            self._sum(self.inputs), abs=self._blur(self.inputs) + WEIGHT
        )
        assert self.output == self._says(self.inputs, ROW)
        assert self.answer == self._says(self.asked.inputs)
        errors = []
        for row in self.rows:
            assert row.output == self._says(row.inputs, ROW)
            if row.desired is not None and row.error is not None:
                assert row.error == pytest.approx(row.desired - row.output, abs=2.1 * ROW)
                errors.append(abs(row.error))
        if self.mean is not None:
            assert self.mean == pytest.approx(sum(errors) / len(errors), abs=2.1 * ROW)
            assert self.ends == self.labels

    def _terms(self, inputs: list[float]) -> list[float]:
        return [*inputs, 1.0] if len(self.weights) > len(inputs) else inputs

    def _sum(self, inputs: list[float]) -> float:
        return sum(w * x for w, x in zip(self.weights, self._terms(inputs), strict=True))

    def _blur(self, inputs: list[float]) -> float:
        return 1.01 * WEIGHT * sum(map(abs, self._terms(inputs)))

    def _says(self, inputs: list[float], blur: float = OUTPUT) -> Any:
        output = 1 / (1 + math.exp(-self._sum(inputs)))
        return pytest.approx(output, abs=STEEPEST * self._blur(inputs) + 2.1 * blur)


def _row(cells: list[str], width: int) -> Row:
    *inputs, desired, output, error = cells
    assert len(inputs) == width
    return Row(
        inputs=[number(value) for value in inputs],
        desired=None if desired in ("?", "–") else number(desired),
        output=number(output),
        error=number(error) if error else None,
    )


def number(written: str) -> float:
    """A number as the page writes it."""
    return float(written.replace(MINUS, "-").replace("\u202f", "").strip("<>"))
