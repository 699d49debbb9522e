"""The drawer's formulae and columns, held to the core for each rule in each language."""

import html
import re
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient

from webapp.core.network import sigmoid
from webapp.core.rules import NAMES, RULES
from webapp.words import language

each_rule = pytest.mark.parametrize("rule", NAMES)
each_language = pytest.mark.parametrize("code", language.codes())


def drawer(client: FlaskClient, rule: str, code: str) -> str:
    answer = client.get(f"/drawer?rule={rule}&lang={code}")
    assert answer.status_code == 200, answer.text
    return answer.text


def formulae(text: str) -> list[str]:
    """The six formulae as symbols, each as one line of text without spaces."""
    found = re.findall(r"<math[^>]*data-symbols>(.*?)</math>", text, flags=re.DOTALL)
    return [re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", each))) for each in found]


def calculated(formula: str, code: str, sums: np.ndarray, errors: np.ndarray) -> np.ndarray:
    """What a formula gives: its words stand for numbers, its signs for operations."""
    words = language.load(code).words["why"]
    written = formula.replace("·", "*").replace("−", "-").replace("σ", "sigmoid")
    written = re.sub(rf"\b{words['output']}\b", "output", written)
    written = re.sub(rf"\b{words['sum']}\b", "weighted", written)
    written = re.sub(rf"\b{words['error']}\b", "error", written)
    written = re.sub(r"\|(\w+)\|", r"abs(\1)", written)
    names: dict[str, Any] = {"output": sigmoid(sums), "weighted": sums, "error": errors}
    names |= {"sigmoid": sigmoid, "abs": abs, "__builtins__": {}}
    return np.broadcast_to(eval(written, names), sums.shape)  # noqa: S307 (our own page)


@each_rule
@each_language
def test_the_fifth_formula_is_the_cores_factor(client: FlaskClient, rule: str, code: str) -> None:
    fifth = formulae(drawer(client, rule, code))[4]
    name, _, factor = fifth.partition("=")
    assert name == language.load(code).words["why"]["slope"]
    random = np.random.default_rng(1)
    sums, errors = random.normal(size=50) * 4, random.uniform(-1, 1, size=50)
    expected = RULES[rule].gradients(errors, sigmoid(sums), sums)
    np.testing.assert_allclose(calculated(factor, code, sums, errors), expected, rtol=1e-12)


@each_rule
@each_language
def test_the_sixth_formula_ends_with_the_same_factor(
    client: FlaskClient, rule: str, code: str
) -> None:
    text = formulae(drawer(client, rule, code))
    factor = text[4].partition("=")[2]
    assert text[5].endswith(f"·{factor}") is RULES[rule].has_factor


@each_rule
@each_language
def test_the_ledger_has_a_column_for_the_rules_own_factor(
    client: FlaskClient, rule: str, code: str
) -> None:
    words = language.load(code).words["rules"][rule]
    text = html.unescape(drawer(client, rule, code))
    assert f'<th scope="col"><i>×</i> {words["factor"]}</th>' in text
    for name in ("note", "formula", "reason_confident", "reason_sign"):
        assert words[name] in text


@each_rule
def test_no_two_rules_say_the_same(rule: str) -> None:
    for code in language.codes():
        words = language.load(code).words["rules"]
        others = [words[other]["formula"] for other in NAMES if other != rule]
        assert words[rule]["formula"] not in others


@each_rule
def test_the_listing_has_the_rules_blame_and_its_factor_as_columns(
    client: FlaskClient, rule: str
) -> None:
    text = html.unescape(drawer(client, rule, "en"))
    assert f"<b>blame</b> = {RULES[rule].blame}" in text
    assert f"<figcaption><code>{RULES[rule].factor}</code>" in text
    assert len(re.findall(r'data-matrix="blame"', text)) == 4
