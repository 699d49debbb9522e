"""The page in another page's frame: `/?embed=1`, and nothing else, may stand in one."""

import pytest
from documents import Document
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.web.guards import security

FRAMED = ["/?embed=1", "/?embed=1&seed=7&lang=de", "/?seed=7&embed=1", "/?embed=1&utm_source=x"]
UNFRAMED = ["/", "/?seed=7", "/drawer", "/drawer?embed=1", "/nothing?embed=1", "/healthz?embed=1"]
UNFRAMED += ["/api/run?embed=1", "/?embed=1&seed=x", "/?embed=0", "/?embed", "/?embed=1&embed=1"]


def may_be_framed(response: TestResponse) -> bool:
    policy = response.headers["Content-Security-Policy"]
    if "X-Frame-Options" in response.headers:
        assert response.headers["X-Frame-Options"] == "DENY"
        assert policy.endswith("; frame-ancestors 'none'")
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        return False
    assert policy.endswith("; frame-ancestors *")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    return True


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", FRAMED)
def test_a_page_made_for_a_frame_may_stand_in_any(
    client: FlaskClient, address: str, method: str
) -> None:
    response = client.open(address, method=method)
    assert response.status_code == 200
    assert may_be_framed(response)


@pytest.mark.parametrize("address", UNFRAMED)
def test_nothing_else_may(client: FlaskClient, address: str) -> None:
    assert not may_be_framed(client.get(address))


def test_framing_changes_no_other_header_and_lasts_for_one_answer(client: FlaskClient) -> None:
    framed, after = client.get("/?embed=1"), client.get("/")
    for name in security.HEADERS.keys() - security.FRAMED.keys():
        assert framed.headers[name] == after.headers[name]
    policies = [each.headers["Content-Security-Policy"] for each in (framed, after)]
    assert policies[0].replace("ancestors *", "ancestors 'none'") == policies[1]
    assert not may_be_framed(after)


def test_it_has_no_drawer_and_no_other_language(client: FlaskClient) -> None:
    document = Document(client.get("/?embed=1").text)
    assert not document.find("aside")
    assert not document.find("button", role="tab")
    assert not document.find("a", hreflang=None)
    assert {"neuron", "table", "curve", "time", "player"} <= {
        element.attributes["data-region"] for element in document.find(data_region=None)
    }


@pytest.mark.parametrize("run", ["", "&seed=7", "&seed=7&lang=de"])
def test_its_links_lead_to_the_whole_page_in_a_tab_of_its_own(
    client: FlaskClient, run: str
) -> None:
    links = Document(client.get(f"/?embed=1{run}").text).find("a")
    here = f"/?{run.removeprefix('&')}&embed=1".replace("?&", "?")
    outward = [link for link in links if link.attributes["href"] != here]
    assert len(links) == len(outward) + 1  # which loads it anew, in its frame
    assert len(outward) == (3 if run else 2)
    for link in outward:
        assert (link.attributes["target"], link.attributes["rel"]) == ("_blank", "noopener")
        assert "embed" not in (link.attributes["href"] or "")


def test_the_whole_page_opens_no_tabs(client: FlaskClient) -> None:
    links = Document(client.get("/?seed=7").text).find("a")
    assert links
    assert not any("target" in link.attributes for link in links)


@pytest.mark.parametrize("value", ["embed=0", "embed=", "embed", "embed=true", "embed=1&embed=1"])
def test_any_other_value_is_an_error_that_names_the_field(client: FlaskClient, value: str) -> None:
    response = client.get(f"/?{value}&seed=x")
    assert response.status_code == 400
    document = Document(response.text)
    assert [term.words for term in document.find("dt")] == ["embed"]
    assert {e.attributes["name"] for e in document.find("input")} == {"seed"}


def test_for_programs_it_is_no_field(client: FlaskClient) -> None:
    response = client.get("/api/run?embed=1")
    assert response.status_code == 400
    assert response.json is not None
    assert [error["field"] for error in response.json["errors"]] == ["embed"]
