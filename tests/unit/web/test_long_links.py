"""A link never exceeds what the server accepts: where it would, the run is refused at once."""

import re
from html import unescape

import pytest
from documents import Document
from events import read_events, strict_json
from flask.testing import FlaskClient

from webapp.runs.query import LONGEST_QUERY
from webapp.words import language

ADDRESSES = ["/api/run", "/api/run/events", "/api/run.py", "/api/predict", "/", "/drawer"]


def typed(rows: int) -> str:
    """Examples as people write fractions; the canonical form adds a 0 to each number."""
    row = ",".join([".12345678901234567"] * 6)
    return "examples=" + ";".join([f"{row}:1"] * rows) + "&iterations=2"


GROWS_TOO_LONG, STAYS_SHORT = typed(68), typed(60)


def test_the_queries_are_short_enough_to_be_read() -> None:
    assert LONGEST_QUERY - 500 < len(GROWS_TOO_LONG) <= LONGEST_QUERY


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_run_whose_links_would_be_too_long_is_refused_where_it_is_first_asked_for(
    client: FlaskClient, address: str, method: str
) -> None:
    response = client.open(f"{address}?{GROWS_TOO_LONG}", method=method)
    assert response.status_code == 400
    if method == "GET" and address.startswith("/api"):
        (error,) = strict_json(response.data)["errors"]
        assert error["field"] == "examples"
        assert "8,000" in error["message"]
    elif method == "GET":
        form = Document(response.text).one("textarea", name="examples")
        assert "".join(form.text).strip() in GROWS_TOO_LONG


def links(client: FlaskClient, query: str) -> set[str]:
    """All links to runs that an answer for a query holds."""
    described = strict_json(client.get(f"/api/run?{query}").data)["links"].values()
    found: set[str] = set(described)
    for code in language.codes():
        for address in ("/", "/drawer"):
            embedded = "&embed=1" if address == "/" else ""
            text = client.get(f"{address}?{query}&lang={code}{embedded}").text
            found |= set(re.findall(r'(?:href|data-[a-z-]+)="(/[^"#]*\?[^"#]*)"', text))
    return {unescape(link) for link in found}


def test_every_link_of_the_longest_run_leads_somewhere(client: FlaskClient) -> None:
    """The languages' links too, which are longer than the run's own query."""
    row = ",".join(["0.1234567890123456"] * 6)
    run = "examples=" + ";".join([f"{row}:1"] * 67) + "&iterations=2"
    start = ",".join(["0." + "1" * 15] * 6)
    run += f"&start={start}&situation=0.1,0.1,0.1,0.1,0.1,0.1"
    each, rest = divmod(LONGEST_QUERY - len(run), 6)
    query = run.replace("0.1,", f"0.1{'1' * each},") + "1" * (each + rest)
    assert len(query) == LONGEST_QUERY
    found = links(client, query)
    assert any("lang=" in link and len(link) > LONGEST_QUERY for link in found)
    for link in found:
        assert client.head(link).status_code == 200, link[-60:]


def test_a_run_just_short_enough_works_throughout(client: FlaskClient) -> None:
    assert client.get(f"/api/run?{STAYS_SHORT}").status_code == 200
    events = read_events(client.get(f"/api/run/events?{STAYS_SHORT}").data)
    assert events[-1].name == "finished"


def test_a_query_that_is_too_long_in_itself_stays_a_414(client: FlaskClient) -> None:
    for extra in ("", "&lang=en", "&lang=en&lang=de&lang=en"):
        assert client.get(f"/?x={'y' * LONGEST_QUERY}{extra}").status_code == 414
