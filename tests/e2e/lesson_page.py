"""The page as its users meet it, for the tests: its parts by role and label, and an oracle.

The oracle is the run itself, read from the server without a browser; numbers are
written here independently of the page's own code.
"""

import json
import re
import urllib.request
from typing import Any, NamedTuple

from playwright.sync_api import Locator, Page, expect

MINUS = "−"
PAUSED_AT_START = "#at=0"


class Snapshot(NamedTuple):
    """One iteration as the stream carries it."""

    weights: list[float]
    outputs: list[float]
    error: float


def fetch_json(url: str) -> Any:
    """Ask the server as a program would."""
    with urllib.request.urlopen(url) as response:
        return json.load(response)


def fetch_run(base_url: str, query: str = "") -> dict[int, Snapshot]:
    """Every snapshot of a run, by iteration."""
    snapshots: dict[int, Snapshot] = {}
    with urllib.request.urlopen(f"{base_url}api/run/events{query}") as response:
        for event in response.read().decode().split("\n\n"):
            if event.startswith("event: snapshots"):
                block = json.loads(event.split("\ndata: ", 1)[1])
                columns = zip(block["weights"], block["outputs"], block["error"], strict=True)
                for iteration, column in zip(block["iteration"], columns, strict=True):
                    snapshots[iteration] = Snapshot(*column)
    return snapshots


def signed(value: float, digits: int = 3) -> str:
    """A number with its sign, as the page shows weights, sums and errors."""
    return f"{value:+.{digits}f}".replace("-", MINUS)


class LessonPage:
    """The page, by what people see on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.slider = page.get_by_role("slider", name="Iteration")
        self.narration = page.get_by_role("status", name="Narration")
        self.play = page.get_by_role("button", name=re.compile("^(Play|Replay)$"))
        self.pause = page.get_by_role("button", name="Pause")
        self.forward = page.get_by_role("button", name="One step forward")
        self.back = page.get_by_role("button", name="One step back")
        self.rewind = page.get_by_role("button", name="Back to the start")
        self.log_time = page.get_by_role("button", name="Logarithmic time")
        self.speed = page.get_by_role("combobox", name="Speed")
        self.answer = page.locator("[data-answer]")
        self.output = page.locator("[data-output]")
        self.iteration = page.locator("[data-iteration]")
        self.weights = page.locator("[data-weight]")
        self.trouble = page.get_by_role("alert")
        self.error = page.locator("[data-error-value]")
        self.tooltip = page.get_by_role("tooltip")

    def open(self, address: str = "/" + PAUSED_AT_START) -> "LessonPage":
        """Go to an address and wait until the whole run has arrived and is drawn."""
        self.page.goto(address)
        expect(self.page.locator("[data-playhead]")).to_be_visible()
        return self

    def input(self, number: int) -> Locator:
        """The toggle of an input, counted from 1."""
        return self.page.get_by_role("button", name=f"Input {number}")

    def row(self, name: str) -> Locator:
        """A row of the table by its mark's letter, or by its inputs as `0 1 0`."""
        label = f"Show {name}," if len(name) == 1 else f"inputs {name}"
        return self.page.get_by_role("row").filter(has=self.page.get_by_label(label))

    def expect_at(self, iteration: int) -> None:
        """Wait until an iteration is on screen, in figures and on the slider."""
        shown = f"{iteration:,}".replace(",", "\u2009") if iteration >= 10_000 else str(iteration)
        expect(self.iteration).to_have_text(shown)
        expect(self.slider).to_have_attribute("aria-valuenow", str(iteration))

    def expect_snapshot(self, snapshot: Snapshot) -> None:
        """Wait until the numbers on screen are those of a snapshot."""
        expect(self.weights).to_have_text([signed(weight) for weight in snapshot.weights])
        expect(self.error).to_have_text(f"{snapshot.error:.4f}")
        for letter, output in zip("ABCDEFGH", snapshot.outputs, strict=False):
            expect(self.row(letter).locator("[data-says]")).to_have_text(f"{output:.4f}")

    def place_of(self, iteration: int) -> tuple[float, float]:
        """Where an iteration is on the time chart, in pixels of the window."""
        return tuple(  # type: ignore[return-value]
            self.page.evaluate(
                """iteration => {
                    const chart = document.querySelector('[data-time]');
                    const {xaxis, yaxis} = chart.querySelector('[data-plot]')._fullLayout;
                    const box = chart.getBoundingClientRect();
                    return [box.left + xaxis._offset + xaxis.d2p(iteration + 1),
                            box.top + yaxis._offset + yaxis._length / 2];
                }""",
                iteration,
            )
        )
