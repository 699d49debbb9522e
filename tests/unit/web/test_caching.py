"""What is asked again is not made again: tags of answers that follow from their address."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.runs import execution
from webapp.web import api, caching
from webapp.wire import arithmetic

ADDRESSES = [
    "/api/run?seed=4",
    "/api/step?weights=1,2,3",
    "/api/predict?weights=1,2,3&inputs=1,0,0",
    "/api/predict?iterations=50",
    "/api/run.py?seed=4",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_may_be_kept_and_is_told_to_be_the_same(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Arithmetic"] == arithmetic.name()
    tag = response.headers["ETag"]
    assert tag.startswith('"')
    for name in ("take_apart", "program"):
        monkeypatch.setattr(api, name, None)
    monkeypatch.setattr(execution, "blocks", None)
    monkeypatch.setattr(execution, "predict", None)
    for told in (tag, f'"other", {tag}', f"W/{tag}"):
        again = client.get(address, headers={"If-None-Match": told})
        assert again.status_code == 304, told
        assert again.data == b""
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/run/events?iterations=9"])
def test_a_client_that_claims_to_have_just_anything_is_answered(
    client: FlaskClient, address: str
) -> None:
    for told in ("*", '"*"', '"', 'W/""', "\x00", "x" * 1500):
        assert client.get(address, headers={"If-None-Match": told}).status_code == 200
    assert client.get(f"{address}&bad=1", headers={"If-None-Match": "*"}).status_code == 400


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_question_has_another_tag(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    other = client.get(f"{address}&rate=2", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


@pytest.mark.parametrize("change", ["prefix", "arithmetic"])
def test_what_an_answer_depends_on_is_in_its_tag(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    tag, environ = client.get("/api/run").headers["ETag"], dict[str, Any]()
    if change == "prefix":
        environ["SCRIPT_NAME"] = "/neuron"
    else:
        monkeypatch.setattr(caching.arithmetic, "name", lambda: "0123456789ab")
    assert client.get("/api/run", environ_overrides=environ).headers["ETag"] != tag


@pytest.mark.parametrize(
    "address", ["/api/run?seed=x", "/api/step", "/api/predict?inputs=7", "/api/run.py?rate=0"]
)
def test_what_went_wrong_is_not_kept(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
