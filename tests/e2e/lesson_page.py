"""The page as its users meet it, for the tests: its parts by role and label.

Numbers are written here independently of the page's own code.
"""

import math
import re

from events import Snapshot
from playwright.sync_api import Locator, Page, expect

MINUS = "−"
PAUSED_AT_START = "#at=0"
TICK = 250  # milliseconds: the most that the player makes of one frame
FRAME = 20  # milliseconds: a little more than a frame takes

# Whether the whole run has arrived, or as much of it as there will be, and both charts show it.
DRAWN = """() => {
    const plots = ['time', 'curve'].map(name => document.querySelector(`[data-${name}] [data-plot]`));
    const [{ data = [] }, curve] = plots;
    const line = data.at(-1); // the run's own are drawn over those beside it
    const end = Number(document.querySelector('[data-time] [role=slider]').ariaValueMax);
    const failed = !document.querySelector('[data-region=trouble]').hidden;
    return curve.data && line && (failed || line.x.at(-1) === end + 1);
}"""
FITTED = """() => [...document.querySelectorAll('[data-figure]')].every(chart => {
    const drawn = chart.querySelector('.main-svg');
    return !chart.clientWidth || (
        drawn?.clientWidth === chart.clientWidth && drawn?.clientHeight === chart.clientHeight
    );
})"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def signed(value: float, digits: int = 3) -> str:
    """A number with its sign, as the page shows weights, sums and errors; a zero has none."""
    written = f"{value:+.{digits}f}"
    return (written if float(written) else written[1:]).replace("-", MINUS)


def as_output(output: float, digits: int = 3) -> str:
    """An output as the page writes it where digits run: never as a 0 or a 1 that it is not."""
    written = f"{output:.{digits}f}"
    if 0 < output < 1 and float(written) in (0, 1):
        return f">0.{'9' * digits}" if output > 0.5 else f"<{10**-digits:.{digits}f}"
    return written


def counted(value: int) -> str:
    """A whole number as the page writes it: with thin spaces from 10 000 on."""
    return f"{value:,}".replace(",", "\u202f") if value >= 10_000 else str(value)


class LessonPage:
    """The page, by what people see on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.slider = page.get_by_role("slider", name=re.compile("^(Iteration|Durchlauf)$"))
        self.narration = page.get_by_role("status", name="Narration")
        self.play = page.get_by_role("button", name=re.compile("^(Play|Replay)$"))
        self.pause = page.get_by_role("button", name="Pause")
        self.forward = page.get_by_role("button", name="One step forward")
        self.back = page.get_by_role("button", name="One step back")
        self.rewind = page.get_by_role("button", name="Back to the start")
        self.log_time = page.get_by_role("button", name="Logarithmic time")
        self.speed = page.get_by_role("combobox", name="Speed")
        self.table = page.get_by_role("main").get_by_role("table")
        self.rows = self.table.locator("tbody").get_by_role("row")
        self.answer = page.locator("[data-answer]")
        self.output = page.locator("[data-output]")
        self.sum = page.locator("[data-sum]")
        self.iteration = page.locator("[data-iteration]")
        self.weights = page.locator("[data-weight]")
        self.trouble = page.locator("[data-region=trouble]")
        self.stage = page.get_by_role("list", name="One iteration").locator("[aria-current=step]")
        self.error = page.locator("[data-error-value]")
        self.tooltip = page.get_by_role("tooltip")

    def open(self, address: str = "/" + PAUSED_AT_START) -> "LessonPage":
        """Go to an address, and wait until the page has woken up and is where the address says."""
        self.page.goto(address)
        self.expect_awake()
        place = re.search(r"#at=(\d+)", address)
        if place and "play=on" not in address:
            expect(self.slider).to_have_attribute("aria-valuenow", place[1])
        return self

    def open_charts(self, address: str = "/" + PAUSED_AT_START) -> "LessonPage":
        """Go to an address and wait until the whole run has arrived and is drawn."""
        return self.open(address).expect_charts()

    def open_held(self, address: str = "/" + PAUSED_AT_START) -> "LessonPage":
        """Go to an address, and hold the page's clock once it is awake: see `let_pass`."""
        self.page.clock.install(time=0)
        self.open(address)
        self.hold()
        return self

    def step(self) -> None:
        """Go one iteration forward at once, without its stages."""
        self.slider.press("ArrowRight")

    def go_to(self, iteration: int) -> None:
        """Follow a link to an iteration within the page, and wait until all of it is there."""
        self.page.evaluate("at => { location.hash = `#at=${at}`; }", iteration)
        self.expect_at(iteration)
        self.page.evaluate(PAINTED)

    def expect_awake(self) -> "LessonPage":
        """Wait for the first snapshots: from then on the page says which stage it is in."""
        expect(self.page.locator("[data-stage][aria-current]")).to_have_count(4)
        return self

    def expect_charts(self) -> "LessonPage":
        """Wait until the whole run has arrived, and stands in the charts with all that moves."""
        self.page.wait_for_function(DRAWN)
        expect(self.page.locator("[data-playhead]")).to_be_visible()
        self.page.evaluate(PAINTED)
        return self

    def expect_charts_as_wide_as_the_window(self) -> None:
        """Wait until all charts are drawn at the sizes that a new window has given them."""
        self.page.wait_for_function(FITTED)
        self.page.evaluate(PAINTED)

    def hold(self) -> None:
        """Stop the page's clock; it must be one that `page.clock.install` gave it."""
        # In seconds: a leap of more would be a machine that slept, which the page notices.
        self.page.clock.pause_at(self.page.evaluate("() => Date.now() / 1000") + 2)

    def let_pass(self, seconds: float) -> None:
        """Let so much time pass on the page whose clock is held, without waiting for it."""
        for _ in range(math.ceil(seconds * 1000 / TICK)):
            self.page.clock.fast_forward(TICK)
            self.page.clock.run_for(FRAME)

    def let_pass_until(self, shown: Locator, within: float) -> None:
        """The same, until something is visible, for at most so many seconds of the page's time."""
        for _ in range(math.ceil(within * 1000 / TICK)):
            if shown.is_visible():
                return
            self.let_pass(TICK / 1000)
        expect(shown).to_be_visible()

    def reach(self, control: Locator) -> Locator:
        """One of the player's rarer controls, which wait behind a button where there is no room."""
        more = self.page.get_by_role("button", name="More controls")
        if more.is_visible():
            more.click()
        return control

    def input(self, number: int) -> Locator:
        """The toggle of an input, counted from 1."""
        return self.page.get_by_role("button", name=f"Input {number}")

    def expect_inputs(self, *inputs: float) -> None:
        """Wait until these inputs are what the neuron is shown."""
        expect(self.page.locator("[data-input]")).to_have_text([f"{each:g}" for each in inputs])

    def row(self, name: str) -> Locator:
        """A row of the table by its mark's letter, or by its inputs as `0 1 0`."""
        label = f"Show {name}," if len(name) == 1 else f"inputs {name}"
        return self.rows.filter(has=self.page.get_by_label(label))

    def expect_at(self, iteration: int) -> None:
        """Wait until an iteration is on screen, in figures and on the slider."""
        expect(self.iteration).to_have_text(counted(iteration))
        expect(self.slider).to_have_attribute("aria-valuenow", str(iteration))

    def expect_snapshot(self, snapshot: Snapshot) -> None:
        """Wait until the numbers on screen are those of a snapshot."""
        expect(self.weights).to_have_text([signed(weight) for weight in snapshot.weights])
        error = re.compile(rf"mean error {snapshot.error:.4f}$")
        expect(self.slider).to_have_attribute("aria-valuetext", error)
        for letter, output in zip("ABCDEFGH", snapshot.outputs, strict=False):
            expect(self.row(letter).locator("[data-says]")).to_have_text(as_output(output))

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
