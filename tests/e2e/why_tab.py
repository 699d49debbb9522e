"""The drawer's Why tab as its readers meet it, and an oracle for what it says.

The oracle takes an iteration apart with numpy, on its own, in the order of operations
that the design fixes; it holds nothing of the project's.
"""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import numpy as np
from lesson_page import MINUS, LessonPage
from numpy.typing import NDArray
from playwright.sync_api import Locator, expect

LESSON = "0,0,1:0;1,1,1:1;1,0,1:1;0,1,1:0"
Array = NDArray[np.float64]


class Apart(NamedTuple):
    """One iteration: a row an example, a column a weight."""

    inputs: Array
    sums: Array
    outputs: Array
    errors: Array
    gradients: Array
    contributions: Array
    adjustments: Array
    following: Array


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def take_apart(query: str, weights: list[float]) -> Apart:
    """One iteration of the run that a query names, at these weights."""
    fields = {name: values[0] for name, values in parse_qs(query.lstrip("?")).items()}
    examples = [row.split(":") for row in fields.get("examples", LESSON).split(";")]
    X = np.array([[float(number) for number in row.split(",")] for row, _ in examples])
    if fields.get("threshold") == "on":
        X = np.hstack([X, np.ones((len(X), 1))])
    X = np.ascontiguousarray(X)
    sums = np.dot(X, np.array(weights))
    outputs = sigmoid(sums)
    errors = np.array([float(desired) for _, desired in examples]) - outputs
    left, right = {
        "squared": (outputs, 1 - outputs),
        "cross-entropy": (np.ones_like(outputs), np.ones_like(outputs)),
        "slope-of-sum": (sums, 1 - sums),
        "sigmoid-twice": (sigmoid(outputs), 1 - sigmoid(outputs)),
    }[fields.get("rule", "squared")]
    deltas = errors * left * right
    adjustments = float(fields.get("rate", 1)) * np.dot(X.T, deltas)
    return Apart(
        inputs=X,
        sums=sums,
        outputs=outputs,
        errors=errors,
        gradients=left * right,
        contributions=X * deltas[:, np.newaxis],
        adjustments=adjustments,
        following=np.array(weights) + adjustments,
    )


def plain_sum(apart: Apart, weight: int, rate: float = 1) -> float:
    """A column of the contributions, added up from top to bottom."""
    total = 0.0
    for row in apart.contributions.tolist():
        total += row[weight]
    return rate * total


class WhyTab:
    """The tab, by what people see in it."""

    def __init__(self, lesson: LessonPage) -> None:
        self.lesson = lesson
        self.page = lesson.page
        self.panel = lesson.page.get_by_role("tabpanel", name=re.compile("Why|Warum"))
        self.ledger = self.panel.get_by_role("table", name=re.compile("What moves"))
        self.rows = self.ledger.locator("tbody").get_by_role("row")
        self.show_numbers = self.panel.get_by_role("button", name="Show the numbers")
        self.show_symbols = self.panel.get_by_role("button", name="Show the symbols")
        self.last_bit = self.panel.locator("[data-last-bit]")
        self.picture = self.panel.get_by_role("img", name="Who pulls how, over time")

    def open(
        self, query: str = "", iteration: int = 85, weight: int = 0, more: str = ""
    ) -> "WhyTab":
        """Open a run at an iteration, with a weight chosen (counted from 0)."""
        self.lesson.open(f"/{query}#at={iteration}&tab=why&weight={weight + 1}{more}")
        expect(self.choice(weight)).to_be_checked()
        return self

    def choice(self, weight: int) -> Locator:
        """The chooser's radio button of a weight."""
        return self.panel.get_by_role("radio").nth(weight)

    def choose(self, weight: int) -> None:
        """Click on a weight, as with the mouse."""
        self.choice(weight).locator("xpath=..").click()

    def cell(self, example: int, column: str) -> Locator:
        """A cell of the ledger: error, input, gradient or contribution; or a row's reason."""
        return self.rows.nth(example).locator(f"[data-cell='{column}']")

    def total(self, name: str) -> Locator:
        """A number of the ledger's last rows by the row's name."""
        return self.ledger.get_by_role("row", name=re.compile(name)).get_by_role("cell")

    def formula(self, number: int, form: str = "numbers") -> Locator:
        """A formula by its number in the list, as symbols or as numbers."""
        return self.panel.locator(f".formulae > li:nth-child({number}) math[data-{form}]")

    def expect_exactly(self, place: Locator, value: float) -> None:
        """Wait until the tooltip over a number gives this value with every digit it has."""
        place.hover()
        digits = self.page.evaluate("value => String(value)", float(value))
        wanted = digits.replace("-", MINUS)
        expect(self.lesson.tooltip).to_have_text(re.compile(rf"  {re.escape(wanted)}$"))

    def bands(self) -> list[dict[str, Any]]:
        """What the picture's traces hold, as plain lists."""
        expect(self.picture.locator(".scatterlayer .trace").first).to_be_attached()
        found: list[dict[str, Any]] = self.picture.locator("[data-plot]").evaluate(
            """plot => plot.data.map(({name, stackgroup = '', x, y, line}) => (
                {name, stackgroup, x: [...x], y: [...y], colour: line?.color}))"""
        )
        return found


def fine(value: float) -> str:
    """What an example adds, as the ledger writes it: six decimals with a sign."""
    return "0" if value == 0 else f"{value:+.6f}".replace("-", MINUS)
