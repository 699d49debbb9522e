"""The editor of the examples in the Change tab, by what people see of it."""

from lesson_page import LessonPage
from playwright.sync_api import Locator, Page, expect

OPEN = "/#at=300&tab=change"

# Counts what somebody does with a pointer, and nothing that scripts do.
COUNT = """() => {
    window.clicks = 0;
    addEventListener('click', (event) => { if (event.isTrusted && event.detail) window.clicks += 1; }, true);
}"""


class TaughtTable:
    """Its cells by the names that screen readers say, and its buttons."""

    def __init__(self, lesson: LessonPage) -> None:
        self.lesson = lesson
        self.page: Page = lesson.page
        self.section = self.page.get_by_role("region", name="What it is taught")
        self.table = self.section.get_by_role("table", name="The examples, to be edited")
        self.cells = self.table.locator("tbody").get_by_role("textbox")
        self.asked = self.table.locator("tfoot").get_by_role("textbox")
        self.says = self.table.locator("tfoot .says")
        self.expected = self.section.get_by_role("status", name="What to expect")
        self.preview = self.section.get_by_role("group", name="What was understood")
        self.area = self.section.get_by_role("textbox", name="Paste a table here")
        self.alert = self.section.get_by_role("alert")

    def open(self, address: str = OPEN) -> "TaughtTable":
        """Go to an address with the tab open, and wait for the table."""
        self.lesson.open(address)
        expect(self.cells.first).to_be_visible()
        return self

    def cell(self, name: str) -> Locator:
        """A cell by its name, such as `example A, input 2`."""
        return self.table.get_by_role("textbox", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.section.get_by_role("button", name=name, exact=True)

    def expect_rows(self, *rows: str) -> None:
        """Wait until the examples are these, each row as one reads it: `0 1 1`."""
        expect(self.cells).to_have_count(sum(len(row.split()) for row in rows))
        for place, text in enumerate(" ".join(rows).split()):
            expect(self.cells.nth(place)).to_have_value(text)

    def expect_query(self, part: str) -> None:
        """Wait until the run on screen is one that has this in its address."""
        self.page.wait_for_url(lambda url: part in url.split("#")[0])

    def expect_asked(self, *values: str) -> None:
        """Wait until these are the question's inputs."""
        expect(self.asked).to_have_count(len(values))
        for place, text in enumerate(values):
            expect(self.asked.nth(place)).to_have_value(text)

    def paste(self, text: str) -> None:
        """Paste with the keyboard, wherever one is."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("ControlOrMeta+V")

    def count_clicks(self) -> None:
        self.page.evaluate(COUNT)

    @property
    def clicks(self) -> int:
        return int(self.page.evaluate("() => window.clicks"))
