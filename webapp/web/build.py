"""The build: a short name for all that the page is made of, so that parts of two never meet.

Reads files once; serves none.
"""

import hashlib
from functools import cache
from pathlib import Path

from webapp.web import resources

# What is code, words or markup; an installed package holds the page's files within its own.
_CODE = {".py", ".toml"}
_PAGE = {".html", ".css", ".js"}
_PACKAGE = Path(__file__).parents[1]


@cache
def build() -> str:
    """Twelve digits that change with any file of the package, the templates or the static files."""
    page = [(resources.folder(name), _PAGE) for name in ("templates", "static")]
    return digest([(_PACKAGE, _CODE), *page])


def digest(sources: list[tuple[Path, set[str]]]) -> str:
    """Twelve digits that change with the content or name of any file of a kind in a folder."""
    found = hashlib.sha256()
    for folder, kinds in sources:
        paths = (path for path in folder.rglob("*") if path.suffix in kinds)
        for path in sorted(paths):
            body = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(body)}\0".encode() + body)
    return found.hexdigest()[:12]
