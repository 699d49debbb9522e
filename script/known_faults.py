"""Asks for known faults in every package of constraints.txt, and says which were not looked up.

The auditor finds nothing in what it can't look up: behind a mirror of the packages, where
their faults are not told, it would call everything sound. Here that is said, and no failure.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
SOURCES = ("pypi", "osv")
PATIENCE = 10  # seconds for one question


class Findings(NamedTuple):
    """What a source told: how many packages it knows, the rest by name, and a line a fault."""

    known: int
    unknown: list[str]
    faults: list[str]


def read(report: dict[str, Any]) -> Findings:
    """Read the auditor's report."""
    packages = report["dependencies"]
    known = [each for each in packages if "skip_reason" not in each]
    faults = [
        f"{each['name']} {each['version']}: {fault['id']}"
        f" (mended in {', '.join(fault['fix_versions']) or 'no version yet'})"
        for each in known
        for fault in each["vulns"]
    ]
    unknown = [each["name"] for each in packages if "skip_reason" in each]
    return Findings(len(known), unknown, faults)


def ask(source: str) -> Findings | None:
    """Ask one source; None where it can't be reached."""
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    asked = ["--requirement", str(ROOT / "constraints.txt"), "--timeout", str(PATIENCE)]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *asked, *options, "--vulnerability-service", source],
        capture_output=True,
        text=True,
    )
    try:
        return read(json.loads(done.stdout))
    except (ValueError, KeyError):
        return None


def verdict(answers: dict[str, Findings | None]) -> tuple[list[str], bool]:
    """What to say of the answers, and whether it is a failure."""
    told, failed = [], False
    for source, found in answers.items():
        if found is None:
            told.append(f"{source} could not be asked.")
            continue
        of_all = found.known + len(found.unknown)
        told.append(f"{source}: {found.known} of {of_all} packages looked up.")
        told += [f"{source}: {fault}" for fault in found.faults]
        failed = failed or bool(found.faults)
    complete = any(found and not found.unknown for found in answers.values())
    if not complete:
        told.append("Known faults were NOT looked up, or not of all packages: see above.")
    return told, failed


def main() -> int:
    """Ask until one source has told of every package."""
    answers: dict[str, Findings | None] = {}
    for source in SOURCES:
        answers[source] = found = ask(source)
        if found and not found.unknown:
            break
    told, failed = verdict(answers)
    print("\n".join(told))
    return failed


if __name__ == "__main__":
    sys.exit(main())
