"""The arithmetic's name: the same where the bits are the same, another where any differ."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from webapp.wire import arithmetic


def named_anew() -> str:
    return arithmetic.name.__wrapped__()


def test_the_name_is_short_and_goes_into_an_address_as_it_is() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", arithmetic.name())


def test_every_process_of_one_machine_gives_the_same_name() -> None:
    code = "from webapp.wire import arithmetic; print(arithmetic.name())"
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert told.stdout.strip() == arithmetic.name()


@pytest.mark.parametrize("module", [arithmetic, np])
def test_another_version_is_another_name(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    monkeypatch.setattr(module, "__version__", "99.0")
    assert named_anew() != arithmetic.name()


def off_by_one_bit(function: Callable[..., Any], large: int) -> Callable[..., Any]:
    """The same function, but for the last bit of one number of long results."""

    def changed(*arguments: Any) -> Any:
        result = np.array(function(*arguments))
        if result.size >= large:
            result.flat[large - 1] = np.nextafter(result.flat[large - 1], np.inf)
        return result

    return changed


@pytest.mark.parametrize(("name", "large"), [("exp", 3), ("exp", 8001), ("dot", 4), ("dot", 256)])
def test_one_bit_in_one_number_is_another_name(
    monkeypatch: pytest.MonkeyPatch, name: str, large: int
) -> None:
    monkeypatch.setattr(np, name, off_by_one_bit(getattr(np, name), large))
    assert named_anew() != arithmetic.name()


def test_drawing_the_samples_leaves_everybodys_random_numbers_alone() -> None:
    np.random.seed(5)
    expected = np.random.RandomState(5).random_sample(3)
    named_anew()
    assert np.random.random_sample(3).tolist() == expected.tolist()
