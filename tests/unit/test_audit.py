"""The audit: which licences it lets pass, and that what was not looked up is never called sound."""

import runpy
from email.message import Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "script"
LICENCES = runpy.run_path(str(SCRIPT / "licences.py"))
FAULTS = runpy.run_path(str(SCRIPT / "known_faults.py"))
FLOORS = runpy.run_path(str(SCRIPT / "floors.py"))


def package(**said: str | list[str]) -> Any:
    """A package that says this of itself."""
    metadata = Message()
    for name, values in said.items():
        for value in [values] if isinstance(values, str) else values:
            metadata[name.replace("_", "-")] = value
    return SimpleNamespace(metadata=metadata)


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        (
            {"Classifier": ["License :: OSI Approved", "Topic :: Mail"], "License": "BSD"},
            "BSD-3-Clause",
        ),
        ({"License": "ZPL 2.1"}, "ZPL-2.1"),
        ({"License": "Permission is hereby granted, free of charge, " * 9}, ""),
        ({}, ""),
    ],
)
def test_a_licence_is_read_from_what_a_package_says(said: dict[str, Any], licence: str) -> None:
    assert LICENCES["licence_of"](package(**said)) == licence


@pytest.mark.parametrize(
    "licence", ["MIT", "MPL-2.0 AND (Apache-2.0 OR MIT)", "BSD-3-Clause AND 0BSD AND Zlib"]
)
def test_what_asks_little_is_allowed(licence: str) -> None:
    assert LICENCES["is_allowed"](licence)


@pytest.mark.parametrize(
    "licence",
    [
        *("", "Proprietary", "GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only"),
        *("LicenseRef-Ours", "MIT OR Unknown", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ],
)
def test_what_asks_much_or_is_not_known_is_not_allowed(licence: str) -> None:
    assert not LICENCES["is_allowed"](licence)


def test_what_the_program_needs_is_found_with_what_that_needs() -> None:
    names = {each.name.lower() for each in LICENCES["needed"]("nine-lines")}
    assert {"nine-lines", "flask", "werkzeug", "markupsafe", "numpy"} <= names
    assert not {"pytest", "mypy"} & names


SOUND = {"name": "a", "version": "1", "vulns": []}
FAULTY = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


def verdict(*packages: Any) -> tuple[str, bool]:
    told, failed = FAULTS["verdict"]({"pypi": FAULTS["read"]({"dependencies": list(packages)})})
    return "\n".join(told), failed


def test_a_known_fault_fails_and_is_named_with_what_mends_it() -> None:
    told, failed = verdict(SOUND, FAULTY, SKIPPED)
    assert failed
    assert "b 2: CVE-1 (mended in 3)" in told


def test_what_was_not_looked_up_is_said_and_does_not_fail() -> None:
    for packages in ([SKIPPED], [SOUND, SKIPPED]):
        told, failed = verdict(*packages)
        assert not failed
        assert "NOT looked up" in told
    told, failed = FAULTS["verdict"]({"pypi": None, "osv": None})
    assert (told[-1].count("NOT looked up"), failed) == (1, False)


def test_where_all_was_looked_up_nothing_more_is_said() -> None:
    assert verdict(SOUND, SOUND) == ("pypi: 2 of 2 packages looked up.", False)


def test_the_lowest_versions_are_what_is_asked_for() -> None:
    assert FLOORS["floors"](["numpy>=2.0", "a[b]>=1.2.3"]) == ["numpy==2.0", "a==1.2.3"]
    with pytest.raises(ValueError, match="no lowest version"):
        FLOORS["floors"](["numpy"])
