"""Prints the lowest versions that pyproject.toml asks for, as constraints: numpy>=2.0 as ==2.0.

And from constraints.txt those of the packages that only tests need by name.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def floors(requirements: list[str]) -> list[str]:
    """The lowest version of each requirement; one without is an error, since it promises all."""
    found = []
    for requirement in requirements:
        name, least, version = requirement.partition(">=")
        if not least or not re.fullmatch(r"[0-9.]+", version):
            raise ValueError(f"no lowest version: {requirement}")
        found.append(f"{name.partition('[')[0]}=={version}")
    return found


def pins(requirements: list[str], constraints: str) -> list[str]:
    """The exact versions of these requirements."""
    names = {re.split(r"[<>=\[]", each)[0].lower() for each in requirements}
    return [line for line in constraints.splitlines() if line.partition("==")[0].lower() in names]


def main() -> None:
    """Print a constraint a line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    constraints = (ROOT / "constraints.txt").read_text("utf-8")
    tests = project["optional-dependencies"]["test"]
    print("\n".join([*floors(project["dependencies"]), *pins(tests, constraints)]))


if __name__ == "__main__":
    main()
