"""The page in the frame of a course's page, on another site."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import pytest
from events import Snapshot
from lesson_page import LessonPage, counted, signed
from playwright.sync_api import FrameLocator, Page, expect

Framed = Callable[..., FrameLocator]


class _Course(BaseHTTPRequestHandler):
    """Any address is a page of a course, with the frame that its query describes."""

    def do_GET(self) -> None:
        frame = self.path.partition("?")[2]
        body = f"<!doctype html><title>A course</title><h1>Neurons</h1><iframe {frame}></iframe>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(unquote(body).encode())

    def log_request(self, *_: object) -> None:
        """Nobody wants to know."""


@pytest.fixture(scope="module")
def course() -> Iterator[str]:
    """The site of a course: a server of its own, by another name, and so another site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Course)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def framed(page: Page, course: str, base_url: str) -> Framed:
    """Open a course's page with our page in a frame."""

    def open_course(query: str, width: int = 480, height: int = 400) -> FrameLocator:
        frame = f'src="{base_url}?embed=1{query}" width="{width}" height="{height}"'
        page.goto(f"{course}?{quote(frame)}")
        return page.frame_locator("iframe")

    return open_course


@pytest.mark.parametrize("size", [(480, 400), (360, 640), (1000, 640)], ids=str)
def test_the_neuron_learns_in_a_frame(
    framed: Framed, run: dict[int, Snapshot], size: tuple[int, int]
) -> None:
    frame = framed("#at=85", *size)
    weights = frame.locator("[data-weight]")
    expect(weights).to_have_text([signed(weight) for weight in run[85].weights])
    iteration = frame.locator("[data-iteration]")
    frame.get_by_role("button", name="One step forward").click()
    expect(iteration).to_have_text("86")
    expect(weights).to_have_text([signed(weight) for weight in run[86].weights])
    for part in (iteration, weights.first, frame.locator("[data-output]")):
        expect(part).to_be_in_viewport(ratio=1)
    frame.get_by_role("button", name="Input 2").click()
    expect(frame.get_by_role("button", name="Input 2")).to_have_attribute("aria-pressed", "true")
    assert frame.get_by_role("tab").count() == 0


def test_small_it_shows_the_neuron_with_its_player_and_nothing_is_cut_off(
    framed: Framed,
) -> None:
    frame = framed("#at=85")
    expect(frame.locator("[data-iteration]")).to_have_text("85")
    for name in ("Play", "One step back", "One step forward", "More controls", "Input 3"):
        expect(frame.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    expect(frame.locator("[data-output]")).to_be_in_viewport(ratio=1)
    wide = frame.locator("html").evaluate("root => root.scrollWidth > root.clientWidth")
    assert not wide


def test_its_links_open_the_whole_page_beside_the_course(
    framed: Framed, page: Page, base_url: str, course: str
) -> None:
    frame = framed("&seed=7#at=85")
    link = frame.get_by_role("link", name="The whole page")
    with page.context.expect_page() as opened:
        link.click()
    whole = LessonPage(opened.value)
    whole.expect_awake()
    assert opened.value.url.startswith(f"{base_url}?seed=7")
    expect(opened.value.get_by_role("tab", name="Story")).to_be_visible()
    opened.value.close()
    assert page.url.startswith(course)


def test_it_plays_to_the_end_there(framed: Framed) -> None:
    frame = framed("#at=9900&play=on&speed=4")
    expect(frame.locator("[data-iteration]")).to_have_text(counted(10_000))
    expect(frame.get_by_role("button", name="Replay")).to_be_visible()
