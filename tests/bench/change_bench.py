"""Changing the run: how long it takes from a new setting to the new run's first frame."""

from statistics import median

from browsing import visitor
from playwright.sync_api import Browser
from table import Row

ROUNDS = 11
ADDRESS = "#at=300&tab=change"
RATES = [10 ** (0.1 * each) for each in range(1, ROUNDS + 1)]  # each a step of the slider

# A slider takes effect at once, where typing waits for the last key. A message that is sent while
# a frame is made arrives as soon as it is there.
CHANGE = """(rate) => new Promise((resolve) => {
    const slider = document.querySelector('[data-slider-of]');
    const weights = () => [...document.querySelectorAll('[data-weight]')];
    const shown = () => weights().map((text) => text.textContent).join();
    const before = shown();
    const began = performance.now();
    slider.value = Math.log10(rate);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - began);
    const look = () => {
        const now = shown();
        const at = document.querySelector('[data-iteration]').textContent;
        if (now === before || at !== '300') requestAnimationFrame(look);
        else port2.postMessage('');
    };
    requestAnimationFrame(look);
})"""


def measure(started: Browser, url: str) -> list[Row]:
    """Change the rate of the lesson's run again and again, paused in the middle of it."""
    with visitor(started) as (page, _):
        page.goto(f"{url}{ADDRESS}")
        page.locator("[data-slider-of]").wait_for()
        page.locator("[data-playhead]").wait_for()
        page.wait_for_load_state("networkidle")
        times: list[float] = []
        for rate in RATES:
            times.append(page.evaluate(CHANGE, rate))
            page.wait_for_load_state("networkidle")
    times = times[1:]  # the first warms up
    detail = f"{min(times):.0f} to {max(times):.0f} in {len(times)} changes"
    return [Row("a change of settings → the new run's frame", median(times), "ms", 150, detail)]
