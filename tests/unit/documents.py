"""HTML read back strictly, as a list of elements, for tests of pages."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"col", "meta", "link", "input", "br", "hr", "img"}


class Element(NamedTuple):
    """An element with its attributes and the text within it, its children's too."""

    tag: str
    attributes: dict[str, str | None]
    text: list[str]

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return " ".join("".join(self.text).split())


class Document(HTMLParser):
    """A page's elements in order; unbalanced tags and repeated attributes are errors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {[element.tag for element in self._open]}"

    def find(self, tag: str = "", **attributes: str | None) -> list[Element]:
        """Elements with a tag and attributes; `data_row=None` asks only that there is one."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if tag in ("", element.tag)
            and all(
                name in element.attributes and value in (None, element.attributes[name])
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str = "", **attributes: str | None) -> Element:
        """The only such element."""
        [found] = self.find(tag, **attributes)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"repeated attributes: {attrs}"
        element = Element(tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)
