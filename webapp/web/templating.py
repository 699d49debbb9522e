"""What templates can call: words in the reader's language, numbers, addresses, styles.

A name that nobody gave a template is an error, never an empty text. Holds no route.
"""

from functools import cache
from typing import Any

from flask import Flask, url_for
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from webapp.picture import display
from webapp.runs.grammar import shorten
from webapp.web import files
from webapp.web.reading import asked_language, readers_language
from webapp.wire.encoding import encode
from webapp.words.language import Language

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def register(app: Flask) -> None:
    """Give the application's templates their filters, globals and the reader's words."""
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
    }
    for helper in (address, asset, styles, asked_language):
        app.add_template_global(helper)
    for transform in (local, markdown, fill, as_json, quoted):
        app.add_template_filter(transform)
    app.context_processor(_words)


def _words() -> dict[str, Any]:
    """The reader's language and its words, for every template.

    A page that says that `lang` is wrong is in the language that the browser accepts.
    """
    spoken = readers_language()
    separator = spoken.words["row_separator"]
    return {
        "language": spoken,
        "t": spoken.words,
        "display": display,
        "row": lambda inputs: _localise(display.row(inputs, separator), spoken),
        "plain_row": lambda inputs: _localise(" ".join(map(display.plain, inputs)), spoken),
    }


def address(written: str = "", code: str = "", view: str = "pages.index") -> str:
    """The page's address, or another view's, for a query as `query.write` writes it, in a language.

    Without a code it stays in the language that `lang` asks for, if it does.
    """
    fields = [written] if written else []
    if code or asked_language():
        fields.append(f"lang={code or asked_language()}")
    return url_for(view) + ("?" + "&".join(fields) if fields else "")


def asset(name: str) -> str:
    """The address of a static file, such as `js/lesson.js`."""
    return files.address_of(name)


def styles(*names: str) -> Markup:
    """Style sheets as one text: within the page, so that nothing else is waited for."""
    return Markup("".join(files.text_of(f"css/{name}.css") for name in names))  # noqa: S704 (ours)


@pass_context
def local(context: Context, number: str) -> str:
    """Write a number with the reader's decimal mark."""
    return _localise(number, context["language"])


def _localise(number: str, spoken: Language) -> str:
    mark: str = spoken.words["decimal_mark"]
    return number.replace(".", mark)


def markdown(text: str) -> Markup:
    """Render a text of `locales/`; markup in it is shown as it is written.

    Its links to other runs stay in the language that `lang` asks for.
    """
    code = asked_language()
    rendered = _render(text)
    here = Markup('href="?lang={code}&amp;').format(code=code)
    return rendered.replace('href="?', here) if code else rendered


@cache
def _render(text: str) -> Markup:
    return Markup(_MARKDOWN.render(text))  # noqa: S704 (html is off)


def fill(text: str, **values: Any) -> Markup:
    """Fill in a sentence's {names}; everything is escaped unless it is markup already."""
    return Markup(escape(text)).format(**values)  # noqa: S704 (escaped just here)


def quoted(text: str) -> str:
    """What somebody wrote, short enough for a sentence, with nothing in it that can't be seen."""
    return shorten(text)


def as_json(value: Any) -> str:
    """A value as JSON, for an attribute."""
    return encode(value).decode()
