"""How much work a query can cause: a little, whatever its shape and however much is wrong."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from webapp.runs import fields, grammar
from webapp.runs.config import MOST_WEIGHTS, Configuration
from webapp.runs.landscape import LandscapeQuery
from webapp.runs.lives import LivesQuery
from webapp.runs.query import LONGEST_QUERY, InvalidQuery, PredictQuery, StepQuery, pairs, read
from webapp.words import messages

MODELS = [Configuration, StepQuery, PredictQuery, LivesQuery, LandscapeQuery]
SENTENCES = 40  # the most that one answer may need
NAMES = list(dict.fromkeys(name for model in MODELS for name in model.model_fields))


def filled(start: str, part: str) -> str:
    """As long a query as is read, which repeats a part."""
    return (start + part * LONGEST_QUERY)[:LONGEST_QUERY]


EVERY_FIELD = "&".join(f"{name}=" + "2," * 300 for name in NAMES)
HOSTILE = [
    *(filled(f"{name}=", part) for name in NAMES for part in ("2,", "x,", "1", "2e9,", "%5B", "(")),
    *(filled("examples=", part) for part in ("0:0;", "9e9:7;", ";", ":", "0,0:0;1:1;", "x:y;")),
    *(filled("examples=", part) for part in ("[", "[0]:[0];", "[[", "0,", "0 ", "1e5,", "%0A")),
    *(filled("situation=[", part) for part in ("1+", "1e+", "e+", "1.e", "]", ".", "-")),
    *(filled("rate=", part) for part in ("+", "1e", "0.", "%2C1", "11%20", "9", "0")),
    *(
        filled("", part)
        for part in (
            "a&",
            "&",
            "=&",
            "=",
            "seed&",
            "seed=1&",
            "%",
            "%41",
            "+",
            "Ã",
            "%C3",
            "x%FF=1&",
        )
    ),
    "&".join(f"f{number}" for number in range(1300)),
    "&".join(f"{'y' * 60}{number}=1" for number in range(120)),
    EVERY_FIELD,
]


class Counted:
    """How often each of some functions was called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: Counter[str] = Counter()
        self._patch = monkeypatch.setattr

    def watch(self, owner: Any, name: str) -> None:
        whole: Callable[..., Any] = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            self.calls[name] += 1
            return whole(*arguments, **named)

        self._patch(owner, name, counted)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def refuse(model: type[Configuration], text: str) -> None:
    """Read a query, and explain what is wrong with it."""
    try:
        read(model, pairs(text))
    except InvalidQuery as invalid:
        for error in invalid.errors:
            messages.field_message(error)


@pytest.fixture
def no_schemas() -> Iterator[None]:
    """No schema is known yet; and none that was made meanwhile is afterwards."""
    fields._properties.cache_clear()
    yield
    fields._properties.cache_clear()


@pytest.mark.usefixtures("no_schemas")
def test_every_models_schema_is_made_once_however_many_queries_are_wrong(counted: Counted) -> None:
    for model in reversed(MODELS):  # each of its own: what is made of another inherits its base's
        counted.watch(model, "model_json_schema")
    for text in HOSTILE:
        for model in MODELS:
            refuse(model, text)
    assert 0 < counted.calls["model_json_schema"] <= len(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_one_query_causes_few_sentences_and_few_numbers_are_read_of_a_row(
    counted: Counted, model: type[Configuration]
) -> None:
    counted.watch(messages, "field_message")
    counted.watch(grammar, "parse_number")
    for text in HOSTILE:
        counted.calls.clear()
        refuse(model, text)
        assert counted.calls["field_message"] <= SENTENCES, text[:40]
        if "examples=" not in text:
            assert counted.calls["parse_number"] <= MOST_WEIGHTS * len(NAMES), text[:40]


def test_no_query_takes_long(client: FlaskClient) -> None:
    """The bound is 20 ms; ten times that is granted to slow machines."""
    for address, wrong in (("/api/run", ""), ("/api/step", ""), ("/", "&seed=x")):
        for text in HOSTILE:
            query = text[: LONGEST_QUERY - len(wrong)] + wrong
            began = time.process_time()
            response = client.get(address, environ_overrides={"QUERY_STRING": query})
            assert time.process_time() - began < 0.25, (address, text[:40])
            assert response.status_code in (200, 400), text[:40]
