"""The hooks: `data-…` attributes by which scripts find parts of the page, as a protocol.

Each has one owner, the one script that looks for it; none is wanted that no template offers,
and none is offered that nobody wants.
"""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))

COMMENT = r"\{#[\s\S]*?#\}|/\*[\s\S]*?\*/|(?:^|\s)//.*"
HOOK = r"(?<![\w-])data-[a-z]+(?:-[a-z]+)*"


def text_of(path: Path) -> str:
    return re.sub(COMMENT, "", path.read_text("utf-8"))


def dashed(name: str) -> str:
    """`panelContent`, as scripts read it, is `data-panel-content`."""
    return "data-" + re.sub(r"[A-Z]", lambda letter: f"-{letter.group().lower()}", name)


def looked_for(path: Path) -> set[str]:
    """The hooks by which a script finds parts of the page."""
    return set(re.findall(HOOK, text_of(path)))


def read_from(path: Path) -> set[str]:
    """The hooks whose values a script reads from parts that it has."""
    text = text_of(path)
    named = set(re.findall(r"\.dataset\.(\w+)", text))
    for names in re.findall(r"\{([^{};]*)\} = \w+\.dataset", text):
        named |= {name.split("=")[0].split(":")[0].strip() for name in names.split(",")}
    return {dashed(name) for name in named}


OFFERED = {hook for path in TEMPLATES for hook in re.findall(HOOK, text_of(path))}
STYLED = {hook for path in SHEETS for hook in re.findall(HOOK, text_of(path))}


def test_no_script_looks_for_a_hook_that_no_template_offers() -> None:
    for path in SCRIPTS:
        missing = (looked_for(path) | read_from(path)) - OFFERED
        assert not missing, path.name


def test_no_template_offers_a_hook_that_nobody_wants() -> None:
    wanted = STYLED.union(*(looked_for(path) | read_from(path) for path in SCRIPTS))
    assert not OFFERED - wanted


def test_a_hook_has_one_owner() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for path in SCRIPTS:
        for hook in looked_for(path):
            owners[hook].add(path.name)
    assert {hook: names for hook, names in owners.items() if len(names) > 1} == {}
