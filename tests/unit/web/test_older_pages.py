"""Pages of another version, still open or kept somewhere: what they get of this one."""

from pathlib import Path

import pytest
from documents import Document
from events import strict_json
from flask.testing import FlaskClient

from webapp.web import build

OLD = "0123456789ab"


def older(client: FlaskClient, name: str) -> str:
    """Where another version had a file."""
    folder, path = client.application.extensions["assets"].address(name)
    return f"/static/{folder.rpartition('-')[0]}-{OLD}/{path}"


@pytest.mark.parametrize("name", ["built/lesson.js", "js/lesson.js"])
def test_in_the_place_of_its_script_it_gets_one_that_loads_it_anew(
    client: FlaskClient, name: str
) -> None:
    response = client.get(older(client, name))
    assert response.status_code == 200
    assert response.content_type == "text/javascript; charset=utf-8"
    assert "location.reload()" in response.text
    assert "import " not in response.text
    assert len(response.data) < 1000
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["vendor/plotly-basic.min.js", "img/icon.svg", "js/picture.js"])
def test_all_else_it_gets_as_it_is_today(client: FlaskClient, name: str) -> None:
    folder, path = client.application.extensions["assets"].address(name)
    today = client.get(f"/static/{folder}/{path}")
    response = client.get(older(client, name))
    assert response.status_code == 200
    assert response.data == today.data
    assert response.content_type == today.content_type
    assert response.headers["Cache-Control"] == "no-store"


def drawer_of(client: FlaskClient, run: str = "") -> str:
    page = Document(client.get(f"/{run}").text).one(data_page=None)
    address: str = strict_json(page.attributes["data-page"] or "")["addresses"]["drawer"]
    return address


@pytest.mark.parametrize("run", ["", "?seed=7", "?seed=7&lang=de"])
def test_a_page_asks_for_the_drawer_of_its_own_build(client: FlaskClient, run: str) -> None:
    address = drawer_of(client, run)
    assert address.endswith(f"v={build.build()}")
    asked = client.get(address)
    assert asked.status_code == 200
    assert asked.data == client.get(f"/drawer{run}").data


def test_the_drawer_of_another_build_is_gone(client: FlaskClient) -> None:
    response = client.get(drawer_of(client).replace(build.build(), OLD))
    assert response.status_code == 410
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_script_the_drawer_is_whatever_it_is_today(client: FlaskClient) -> None:
    links = [e.attributes["href"] for e in Document(client.get("/?seed=7").text).find("a")]
    assert "/drawer?seed=7" in links


@pytest.mark.parametrize("change", ["edit", "rename", "add", "remove"])
def test_any_change_of_a_source_is_another_build(tmp_path: Path, change: str) -> None:
    page = tmp_path / "page.html"
    page.write_text("a page", "utf-8")
    before = build.digest([tmp_path])
    if change == "edit":
        page.write_text("a changed page", "utf-8")
    elif change == "rename":
        page.rename(tmp_path / "other.html")
    elif change == "add":
        (tmp_path / "more.toml").write_text("", "utf-8")
    else:
        page.unlink()
    assert build.digest([tmp_path]) != before


def test_what_is_left_lying_about_is_no_other_build(tmp_path: Path) -> None:
    before = build.digest([tmp_path])
    (tmp_path / "page.html~").write_text("", "utf-8")
    (tmp_path / "module.pyc").write_bytes(b"")
    assert build.digest([tmp_path]) == before
