"""Static files: addresses that change with the content, and copies compressed once."""

import gzip
from pathlib import Path

import pytest

from webapp.web import resources
from webapp.web.assets import Address, Asset, Assets


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "js/main.js": "import './views/neuron.js';",
        "js/views/neuron.js": "export {};",
        "css/page.css": "body { margin: 0 }",
        "img/icon.svg": "<svg/>",
        "img/dot.png": "\x00",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "stray.txt").write_text("not in a folder", "utf-8")
    return tmp_path


def test_a_file_is_found_at_its_address(root: Path) -> None:
    assets = Assets(root)
    address = assets.address("js/views/neuron.js")
    assert address.path == "views/neuron.js"
    found = assets.find(address)
    assert found is not None
    assert found.body == b"export {};"


def test_an_address_is_the_folder_with_twelve_digits_of_its_content(root: Path) -> None:
    name, _, digest = Assets(root).address("js/main.js").folder.partition("-")
    assert name == "js"
    assert len(digest) == 12
    assert set(digest) <= set("0123456789abcdef")


def test_files_of_one_folder_share_it_so_that_modules_can_import_each_other(root: Path) -> None:
    assets = Assets(root)
    assert assets.address("js/main.js").folder == assets.address("js/views/neuron.js").folder


def test_the_same_content_has_the_same_address_every_time(root: Path) -> None:
    assert Assets(root).address("js/main.js") == Assets(root).address("js/main.js")


@pytest.mark.parametrize("change", ["edit", "rename", "add", "remove", "move text between files"])
def test_any_change_in_a_folder_moves_it_and_only_it(root: Path, change: str) -> None:
    before, views = Assets(root), root / "js" / "views"
    if change == "edit":
        (views / "neuron.js").write_text("export {}; ", "utf-8")
    elif change == "rename":
        (views / "neuron.js").rename(views / "nerve.js")
    elif change == "add":
        (views / "curve.js").write_text("", "utf-8")
    elif change == "remove":
        (views / "neuron.js").unlink()
    else:
        (root / "js" / "main.js").write_text("import './views/neuron.js';export", "utf-8")
        (views / "neuron.js").write_text(" {};", "utf-8")
    after = Assets(root)
    assert after.address("js/main.js").folder != before.address("js/main.js").folder
    assert after.address("css/page.css") == before.address("css/page.css")
    assert after.find(before.address("js/main.js")) is None


@pytest.mark.parametrize("name", ["js/none.js", "js", "js/", "none/main.js", "stray.txt", ""])
def test_a_file_that_is_not_there_has_no_address(root: Path, name: str) -> None:
    with pytest.raises(KeyError):
        Assets(root).address(name)


@pytest.mark.parametrize(
    "path", ["", ".", "../stray.txt", "views", "views/../main.js", "/etc/passwd"]
)
def test_nothing_but_the_files_themselves_is_found(root: Path, path: str) -> None:
    assets = Assets(root)
    assert assets.find(Address(assets.address("js/main.js").folder, path)) is None
    assert assets.find(Address("js", "main.js")) is None


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("js/main.js", "text/javascript; charset=utf-8"),
        ("css/page.css", "text/css; charset=utf-8"),
        ("img/icon.svg", "image/svg+xml; charset=utf-8"),
        ("img/dot.png", "image/png"),
    ],
)
def test_types_do_not_depend_on_the_machine(root: Path, name: str, content_type: str) -> None:
    assert Asset(root / name).content_type == content_type


def test_a_file_of_unknown_kind_is_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.unknown-kind").write_bytes(b"?")
    assert Asset(tmp_path / "a.unknown-kind").content_type == "application/octet-stream"


def test_the_compressed_copy_is_the_same_bytes_and_made_once(root: Path) -> None:
    asset = Asset(root / "js" / "main.js")
    assert gzip.decompress(asset.gzip) == asset.body
    assert asset.gzip is asset.gzip
    assert asset.gzip[4:8] == bytes(4)  # the time it was made: none


def test_compressing_ahead_leaves_nothing_to_do_for_visitors(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "js" / "main.js").write_text("// " + "long " * 1000, "utf-8")
    assets = Assets(root)
    assets.compress_all()
    monkeypatch.setattr(gzip, "compress", None)
    asset = assets.find(assets.address("js/main.js"))
    assert asset is not None
    assert len(asset.gzip) < len(asset.body)


@pytest.mark.parametrize("name", ["static", "templates"])
def test_the_pages_files_are_found_beside_or_inside_the_package(name: str) -> None:
    folder = resources.folder(name)
    assert folder.is_dir()
    assert any(folder.iterdir())
