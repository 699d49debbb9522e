"""The wheel serves the same page as the checkout: `static/` and `templates/` lie inside it."""

import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from webapp.web import resources
from webapp.web.app import create_app

ROOT = Path(__file__).parents[3]
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


class _Addresses(HTMLParser):
    """Collects every static file that a page refers to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for _, value in attributes:
            if value is not None and value.startswith("/static/"):
                self.found.add(value)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own into which only the wheel was installed.

    The libraries it needs are lent from the running environment, so that nothing is
    fetched: a path file lends packages but not the path files beside them, and so not
    the checkout.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", ROOT, "--wheel", "--outdir", folder, *build_options())
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    run(
        *("-m", "pip", "--python", environment, "--disable-pip-version-check"),
        *("install", "--quiet", "--no-deps", "--no-index", wheel),
    )
    places = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (own,) = environment.glob("**/site-packages")
    (own / "lent.pth").write_text("\n".join(places), "utf-8")
    return environment


def run(*arguments: str | Path, python: str | Path = sys.executable) -> str:
    """Run Python outside of the checkout, without the variables that lead back into it."""
    done = subprocess.run(
        [python, *arguments], cwd=ROOT.anchor, env=clean(), text=True, capture_output=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def build_options() -> list[str]:
    # With the build's own needs at hand, nothing has to be fetched.
    return ["--no-isolation"] if importlib.util.find_spec("hatchling") else []


@pytest.fixture(scope="module")
def installed(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the installed command, started in an empty folder."""
    with subprocess.Popen(
        [environment / PROGRAMS / "nine-lines", "--port", "0", "--no-browser"],
        cwd=tmp_path_factory.mktemp("empty"),
        env=clean(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            url = re.search(r"http://\S+", process.stdout.readline())
            assert url, "the command ended without saying where it serves"
            yield url[0]
        finally:
            process.terminate()


def test_the_package_comes_from_the_wheel(environment: Path) -> None:
    python = environment / PROGRAMS / "python"
    place = Path(run("-c", "import webapp; print(webapp.__file__)", python=python).strip())
    assert place.is_relative_to(environment)


def test_serves_the_same_page_and_files(installed: str) -> None:
    app = create_app()
    root = resources.folder("static")
    paths = [path for path in root.glob("*/**/*") if path.is_file() and path.suffix != ".br"]
    files = [path.relative_to(root).as_posix() for path in paths]
    with app.test_client() as checkout:
        page = checkout.get("/", base_url=installed).data
        assert fetch(installed) == page
        addresses = {
            "/static/" + "/".join(app.extensions["assets"].address(name)) for name in files
        }
        addresses |= set(_Addresses(page.decode()).found)
        assert len(addresses) > 30
        for address in sorted(addresses):
            assert fetch(urljoin(installed, address)) == checkout.get(address).data


def test_serves_the_same_problem_page(installed: str) -> None:
    """Which no link leads to, and a wheel could lack unnoticed."""
    with create_app().test_client() as checkout:
        answer = checkout.get("/nothing")
        assert answer.status_code == 404
        assert fetch(urljoin(installed, "/nothing"), status=404) == answer.data


def fetch(url: str, status: int = 200) -> bytes:
    try:
        answer = urlopen(url, timeout=10)
    except HTTPError as error:
        answer = error
    with answer:
        assert answer.status == status
        return answer.read()
