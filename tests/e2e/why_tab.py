"""The drawer's Why tab as its readers meet it."""

import re
from typing import Any

from lesson_page import MINUS, LessonPage, signed
from playwright.sync_api import Locator, expect


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

    def open_charts(
        self, query: str = "", iteration: int = 85, weight: int = 0, more: str = ""
    ) -> "WhyTab":
        """The same, and wait until all charts are drawn from the whole run."""
        self.open(query, iteration, weight, more).lesson.expect_charts()
        self.page.wait_for_function(
            """() => {
                const [[line], pulls] = ['time', 'contributions'].map(
                    name => document.querySelector(`[data-${name}] [data-plot]`).data ?? []);
                return pulls.length && pulls.at(-2).x.at(-1) === line.x.at(-1);
            }"""
        )
        return self

    def choice(self, weight: int) -> Locator:
        """The chooser's radio button of a weight."""
        return self.panel.get_by_role("radio").nth(weight)

    def choose(self, weight: int) -> None:
        """Click on a weight, as with the mouse."""
        self.choice(weight).locator("xpath=..").click()

    def cell(self, example: int, column: str) -> Locator:
        """A cell of the ledger: error, input, gradient or contribution; or a row's reason."""
        return self.rows.nth(example).locator(f"[data-ledger-cell='{column}']")

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

    def expect_colour(self, colour: str) -> None:
        """Wait until the picture is that of a weight, by the colour of its line."""
        self.page.wait_for_function(
            """colour => document.querySelector('[data-contributions] [data-plot]')
                .data.at(-2).line.color === colour""",
            arg=colour,
        )

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
    return "0" if value == 0 else signed(value, 6)
