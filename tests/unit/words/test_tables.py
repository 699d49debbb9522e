"""The presets as they are offered: what a button sets is a run, and the run is the button's."""

import pytest

from webapp.runs import grammar, query
from webapp.runs.config import Configuration
from webapp.words import language, tables
from webapp.words.tables import Offer

OFFERS = [offer for code in language.codes() for offer in tables.offers(language.load(code))]
each_offer = pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.label)


@each_offer
def test_a_run_that_a_button_has_set_is_known_as_its_own(offer: Offer) -> None:
    given = [(name, text) for name, text in offer.sets["fields"].items() if text is not None]
    config = query.read(Configuration, given)
    assert offer.sets["has"]["threshold"] == config.threshold
    assert grammar.parse_examples(offer.sets["has"]["examples"], 256, 8) == config.examples


@each_offer
def test_columns_that_are_named_and_measured_are_as_many_as_the_run_has(offer: Offer) -> None:
    look = offer.sets["look"]
    given = [(name, text) for name, text in offer.sets["fields"].items() if text is not None]
    needed = len(query.read(Configuration, given).situation) + 1
    assert {len(look["columns"]), len(look["scales"])} <= {0, needed}


def test_no_two_buttons_set_the_same() -> None:
    for code in language.codes():
        offers = tables.offers(language.load(code))
        has = [tuple(offer.sets["has"].values()) for offer in offers]
        assert len(set(has)) == len({offer.label for offer in offers}) == len(offers)
