"""Static files, addressed by what they hold and compressed once.

Each folder of `static/` is served under a name that carries a digest of its content, so
that a browser may keep it for ever and a changed file is a new address; modules import
each other by relative paths within their folder. Reads files only; serves none.
"""

import gzip
import hashlib
import mimetypes
from functools import cached_property
from pathlib import Path
from string import hexdigits
from typing import NamedTuple

_BROTLI = ".br"
_DIGITS = 12
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class Asset:
    """One file's bytes, its type, and its smaller copies.

    The gzip copy is made when first asked for; a brotli copy, which takes long to make, is
    there where `script/build` left one beside the file.
    """

    def __init__(self, path: Path) -> None:
        self.body = path.read_bytes()
        beside = path.with_name(f"{path.name}{_BROTLI}")
        self.brotli = beside.read_bytes() if beside.is_file() else None
        guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.content_type = _TYPES.get(path.suffix, guessed)
        if self.content_type.startswith(("text/", "image/svg")):
            self.content_type += "; charset=utf-8"

    @cached_property
    def gzip(self) -> bytes:
        """The bytes as gzip, the same for the same bytes."""
        return gzip.compress(self.body, compresslevel=9, mtime=0)


class Address(NamedTuple):
    """An asset's place: the folder of `static/` with its digest, and the path within."""

    folder: str
    path: str


class Assets:
    """All static files, read once when the application is made."""

    def __init__(self, root: Path) -> None:
        self._folders: dict[str, str] = {}
        self._files: dict[Address, Asset] = {}
        for folder in sorted(path for path in root.iterdir() if path.is_dir()):
            self._read_folder(folder)

    def _read_folder(self, folder: Path) -> None:
        paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != _BROTLI)
        files = {path.relative_to(folder).as_posix(): Asset(path) for path in paths}
        digest = hashlib.sha256()
        for name, asset in files.items():
            digest.update(f"{name}\0{len(asset.body)}\0".encode() + asset.body)
        address = f"{folder.name}-{digest.hexdigest()[:_DIGITS]}"
        self._folders[folder.name] = address
        self._files |= {Address(address, name): asset for name, asset in files.items()}

    def address(self, name: str) -> Address:
        """Where `js/main.js` is served; KeyError where there is no such file."""
        folder, _, path = name.partition("/")
        address = Address(self._folders[folder], path)
        self._files[address]
        return address

    def find(self, address: Address) -> Asset | None:
        """The asset at an address, if there is one with this content."""
        return self._files.get(address)

    def successor(self, address: Address) -> str | None:
        """The name of today's file for an address that was another version's, if there is one."""
        folder, dash, digest = address.folder.rpartition("-")
        name = f"{folder}/{address.path}"
        is_old = bool(dash) and len(digest) == _DIGITS and set(digest) <= set(hexdigits.lower())
        known = Address(self._folders.get(folder, ""), address.path) in self._files
        return name if is_old and known and address not in self._files else None

    def compress_all(self) -> None:
        """Make the compressed copies now, before the first visitor waits for them."""
        for asset in self._files.values():
            _ = asset.gzip
