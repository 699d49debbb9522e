"""Lists the licence of every package that the program needs to run; fails on one it doesn't know.

Reads what the packages say of themselves, where they are installed. A licence is allowed if
every part of it is: a choice of two that both are.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROGRAM = "nine-lines"
EXTRAS = ("", "production")  # what runs, on a laptop and behind a server

ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "CNRI-Python"),
    *("HPND", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "ZPL-2.1"),
    "Zlib",
}
# What packages say that don't name their licence by its identifier, as classifiers or freely.
_SAID = {
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
    "zpl 2.1": "ZPL-2.1",
    "zope public license": "ZPL-2.1",
}


def needed(name: str, extras: tuple[str, ...] = ("",)) -> Iterator[Distribution]:
    """The package with this name, and all that it needs on this machine."""
    seen: set[tuple[str, str]] = set()
    waiting = [(name, extra) for extra in extras]
    while waiting:
        each, extra = waiting.pop()
        if (each.lower(), extra) in seen:
            continue
        seen.add((each.lower(), extra))
        try:
            found = distribution(each)
        except PackageNotFoundError:
            continue  # of an extra that is not installed here
        if not extra or each == name:
            yield found
        for line in found.requires or []:
            wanted = Requirement(line)
            if not wanted.marker or wanted.marker.evaluate({"extra": extra}):
                waiting += [(wanted.name, more) for more in ("", *wanted.extras)]


def licence_of(package: Distribution) -> str:
    """What a package says that its licence is; empty where it says nothing."""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith(":: OSI Approved")
    ]
    free = str(said.get("License") or "")
    texts = classifiers or ([free] if len(free) < 60 else [])
    return " AND ".join(_SAID.get(text.lower(), text) for text in texts)


def is_allowed(licence: str) -> bool:
    """Whether every licence that an expression names may be used; one that names none may not."""
    if "LicenseRef" in licence or " WITH " in licence:
        return False
    parts = [part.strip("() ") for part in re.split(r"\s(?:AND|OR)\s", licence)]
    return all(part in ALLOWED for part in parts)


def vendored_without_licence() -> list[str]:
    """Files of others in the page without a licence beside them."""
    folder = ROOT / "static" / "vendor"
    texts = list(folder.glob("*LICENSE*"))
    return [] if texts else [path.name for path in folder.iterdir()]


def main() -> int:
    """Print a line a package; the exit status says whether all are allowed."""
    packages = {each.name.lower(): each for each in needed(PROGRAM, EXTRAS)}
    refused = vendored_without_licence()
    for name, package in sorted(packages.items()):
        licence = licence_of(package)
        print(f"{name} {package.version}: {licence or 'says nothing of its licence'}")
        if not is_allowed(licence):
            refused.append(name)
    for name in refused:
        print(f"Not allowed, or not known: {name}", file=sys.stderr)
    return bool(refused)


if __name__ == "__main__":
    sys.exit(main())
