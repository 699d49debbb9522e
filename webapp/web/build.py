"""The build: a short name for all that the page is made of, so that parts of two never meet.

Reads files once; serves none.
"""

import hashlib
from functools import cache
from pathlib import Path

from webapp.web import resources

_KINDS = {".py", ".toml", ".html", ".css", ".js"}
_PACKAGE = Path(__file__).parents[1]


@cache
def build() -> str:
    """Twelve digits that change with any file of the package, the templates or the static files."""
    return digest([_PACKAGE, resources.folder("templates"), resources.folder("static")])


def digest(folders: list[Path]) -> str:
    """Twelve digits that change with the content or the name of any source file in the folders.

    They are the same where one folder stands in another, as in an installed package.
    """
    found = hashlib.sha256()
    for folder in folders:
        inner = [other for other in folders if other != folder and other.is_relative_to(folder)]
        paths = (path for path in folder.rglob("*") if path.suffix in _KINDS)
        for path in sorted(paths):
            if any(path.is_relative_to(other) for other in inner):
                continue
            body = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(body)}\0".encode() + body)
    return found.hexdigest()[:12]
