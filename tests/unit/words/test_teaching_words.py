"""The editor's words: a sentence for everything that can be wrong, and none that nobody says."""

import re
from pathlib import Path

import pytest

from webapp.words import language

JS = Path(__file__).parent.parent.parent.parent / "static" / "js"
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(JS.rglob("*.js")))
PASTED = "\n".join(path.read_text("utf-8") for path in sorted((JS / "text/pasted").glob("*.js")))
WORDS = language.load("en").words["teaching_words"]

FAULTS = {
    *re.findall(r"fault: \{[^}]*?name: '(\w+)'", PASTED),
    *("thousands", "missing", "marks", "word"),  # named by what a text looks like
    *("uneven", "file"),
}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_every_fault_of_a_paste_has_a_sentence(fault: str) -> None:
    assert f"paste_{fault}" in WORDS


@pytest.mark.parametrize("fault", ["blank", "word", "missing", "size", "marks", "thousands"])
def test_every_fault_of_a_cell_has_a_sentence(fault: str) -> None:
    assert f"cell_{fault}" in WORDS


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_word_is_said_somewhere(name: str) -> None:
    stem, _, rest = name.partition("_")
    whole = f"'{name}'" in SCRIPTS
    kind = re.sub(r"_[1n]$", "", rest)
    parted = f"`{stem}_${{" in SCRIPTS and (f"'{kind}'" in SCRIPTS or rest in ("1", "n"))
    form = re.sub(r"_[1n]$", "", name)
    numbered = form != name and f"'{form}'" in SCRIPTS
    assert whole or parted or numbered
