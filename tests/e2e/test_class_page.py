"""The page for the projector, as it is seen: from the last row, on a phone, on paper."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from live import serving
from playwright.sync_api import Page, expect

from webapp.web import classroom
from webapp.web.app import create_app

ADDRESSES = ["http://192.168.178.234:8000/", "http://10.8.0.2:8000/"]
LONG = ["http://neurons.middle-school.example/lessons/"]
ROOM = 50  # one part in so many of the picture's height is read from the last row


@pytest.fixture(scope="module", params=[ADDRESSES, LONG, None], ids=["digits", "name", "alone"])
def told(request: pytest.FixtureRequest) -> list[str] | None:
    found: list[str] | None = request.param
    return found


@pytest.fixture(scope="module")
def url(told: list[str] | None) -> Iterator[str]:
    app = create_app()
    classroom.tell(app, told)
    with serving(app) as url:
        yield f"{url}class"


def overflow(page: Page) -> float:
    found: float = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800), (1920, 1080), (320, 500)])
def test_it_fits_and_axe_finds_nothing_in_either_scheme(
    page: Page, url: str, width: int, height: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{url}?lang={language}")
    assert overflow(page) == 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (1024, 768)])
def test_the_last_row_reads_the_address_on_one_line_without_scrolling(
    page: Page, url: str, told: list[str] | None, width: int, height: int
) -> None:
    if told is None:
        return
    page.set_viewport_size({"width": width, "height": height})
    page.goto(url)
    address = page.get_by_role("link", name=told[0].removeprefix("http://").rstrip("/"), exact=True)
    size = address.evaluate("link => parseFloat(getComputedStyle(link).fontSize)")
    assert size > height / ROOM * 2
    lines = address.evaluate("link => link.getClientRects().length")
    assert lines == 1
    code = page.get_by_role("link", name="The same address as a code for the camera")
    for part in (address, code, page.get_by_role("list")):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height
    assert code.bounding_box()["width"] > height / 4  # type: ignore[index]


def test_on_paper_it_is_dark_on_light_and_without_what_only_a_screen_can_do(
    page: Page, url: str, told: list[str] | None
) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.goto(url)
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("footer")).to_be_hidden()
    assert overflow(page) == 0
    expect(page.locator("svg")).to_have_count(0 if told is None else 1)
