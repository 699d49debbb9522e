"""The people's side of the server: the page, and the static files it is made of."""

import gzip
from collections.abc import Hashable
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from flask import Blueprint, Response, current_app, render_template, request, url_for
from jinja2 import pass_context
from jinja2.runtime import Context
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound

from webapp import describe, diagram, display, language, marks, query, story
from webapp.api import links, raw_query
from webapp.assets import Address, Assets
from webapp.config import Configuration
from webapp.first_frame import first_frame
from webapp.language import Language
from webapp.listing import FIRST_IN_LOOP, listing
from webapp.query import FieldError, InvalidQuery
from webapp.stream import encode

SMALLEST_COMPRESSED = 512  # bytes
STYLES = ("tokens", "page", "drawer", "code", "why")  # each may override those before it
PAGES_KEPT = 32
FOR_EVER = "public, max-age=31536000, immutable"

_MARKDOWN = MarkdownIt("commonmark", {"html": False})

page = Blueprint("page", __name__)


@page.get("/")
def index() -> Response:
    """The page for a run; fields that mean nothing here are ignored with a notice."""
    fields, others = query.split_unknown(query.pairs(raw_query()))
    config = _read(fields)
    ignored = tuple(name for name in others if name != "lang")
    language_key = (readers_language().code, asked_language())
    drawn = _draw(query.write(config), ignored, language_key, request.script_root)
    response = _encoded(drawn.body, "text/html; charset=utf-8", lambda: drawn.compressed)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    return response


class _Drawn(NamedTuple):
    """A page as it is sent, plain and compressed."""

    body: bytes
    compressed: bytes


@lru_cache(maxsize=PAGES_KEPT)
def _draw(written: str, ignored: tuple[str, ...], *_: Hashable) -> _Drawn:
    """Draw the page of a canonical query; it depends on what it is called with alone."""
    config = query.read(Configuration, query.pairs(written))
    body = render_template("page.html", **_context(config), ignored=ignored).encode()
    return _Drawn(body, gzip.compress(body, compresslevel=6, mtime=0))


def _read(fields: query.Pairs) -> Configuration:
    """Read the run; what is wrong with `lang` is said together with all else."""
    try:
        config = query.read(Configuration, fields)
    except InvalidQuery as invalid:
        raise InvalidQuery([*invalid.errors, *_language_errors()]) from None
    if errors := _language_errors():
        raise InvalidQuery(errors)
    return config


def _language_errors() -> list[FieldError]:
    if "lang" not in request.args or asked_language():
        return []
    codes = language.codes()
    message = f"must be {' or '.join(codes)}, given once"
    return [FieldError("lang", message, "language", {"codes": ", ".join(codes)})]


def _context(config: Configuration) -> dict[str, Any]:
    (weights, _) = config.layers[0]
    return {
        "config": config,
        "changed": query.changed(config),
        "written": query.write(config),
        "run": describe.started(config, links(config)),
        "frame": first_frame(config),
        "diagram": diagram.diagram(weights),
        "diagram_width": diagram.WIDTH,
        "diagram_height": diagram.HEIGHT,
        "figures": _figures(weights, readers_language().code),
        "question": marks.QUESTION,
        "weight_name": partial(_weight_name, config),
        "stroke_width": diagram.stroke_width,
        "display": display,
        "listing": listing(config),
        "first_in_loop": FIRST_IN_LOOP,
        "story": story,
        "scenes": {page.name: page.scene.as_message() for page in story.PAGES},
    }


def _weight_name(config: Configuration, index: int) -> str:
    """What a weight is called; the last is the threshold where there is one."""
    texts = readers_language().words["words"]
    if config.threshold == "on" and index == len(config.situation):
        return str(texts["threshold"])
    return str(texts["weight"]).format(number=index + 1)


@cache
def _figures(weights: int, code: str) -> dict[str, Any]:
    from webapp.figures import figures  # takes a while, so only when a page is asked for

    return figures(weights, language.load(code))


def readers_language() -> Language:
    """The language that `lang` names, else the first accepted that the page speaks."""
    if code := asked_language():
        return language.load(code)
    return language.choose(tag for tag, _ in request.accept_languages)


@page.app_template_global()
def address(written: str = "", code: str = "") -> str:
    """The page's address for a query as `query.write` writes it, in a language.

    Without a code it stays in the language that `lang` asks for, if it does.
    """
    fields = [written] if written else []
    if code or asked_language():
        fields.append(f"lang={code or asked_language()}")
    return url_for("page.index") + ("?" + "&".join(fields) if fields else "")


@page.app_template_global()
def asked_language() -> str:
    """The language that `lang` asks for, empty where it asks for none or makes no sense."""
    asked = request.args.getlist("lang")
    return asked[0] if len(asked) == 1 and asked[0] in language.codes() else ""


@page.app_context_processor
def words() -> dict[str, Any]:
    """The reader's language and its words, for every template.

    A page that says that `lang` is wrong is in the language that the browser accepts.
    """
    spoken = readers_language()
    separator = spoken.words["row_separator"]
    return {
        "language": spoken,
        "t": spoken.words,
        "row": lambda inputs: _localise(display.row(inputs, separator), spoken),
        "plain_row": lambda inputs: _localise(" ".join(map(display.plain, inputs)), spoken),
    }


@page.app_template_filter()
@pass_context
def local(context: Context, number: str) -> str:
    """Write a number with the reader's decimal mark."""
    return _localise(number, context["language"])


def _localise(number: str, spoken: Language) -> str:
    mark: str = spoken.words["decimal_mark"]
    return number.replace(".", mark)


@page.app_template_filter()
@cache
def markdown(text: str) -> Markup:
    """Render a text of `locales/`, once; markup in it is shown as it is written."""
    return Markup(_MARKDOWN.render(text))  # noqa: S704 (html is off)


@page.app_template_filter()
def fill(text: str, **values: Any) -> Markup:
    """Fill in a sentence's {names}; everything is escaped unless it is markup already."""
    return Markup(escape(text)).format(**values)  # noqa: S704 (escaped just here)


@page.app_template_filter()
@pass_context
def told(context: Context, error: FieldError) -> Markup:
    """Say what is wrong with a field, in the reader's language."""
    texts = context["t"]["errors"]
    if error.name not in texts:
        return escape(error.message)
    values = {
        name: display.count(value) if isinstance(value, int) else value
        for name, value in error.values.items()
    }
    sentence = fill(texts[error.name], **values)
    if "element" in values:
        return fill(texts["element"], number=values["element"], message=sentence)
    return sentence


@page.get("/static/<folder>/<path:path>")
def static(folder: str, path: str) -> Response:
    """A static file; its address changes with its content, so it may be kept for ever."""
    asset = _assets().find(Address(folder, path))
    if asset is None:
        raise NotFound
    response = _encoded(asset.body, asset.content_type, lambda: asset.compressed)
    response.headers["Cache-Control"] = FOR_EVER
    return response


@page.app_template_global()
def asset(name: str) -> str:
    """The address of a static file, such as `js/main.js`."""
    folder, path = _assets().address(name)
    return url_for("page.static", folder=folder, path=path)


@page.app_template_global()
def styles() -> Markup:
    """All style sheets as one text: within the page, so that nothing else is waited for."""
    sheets = (_assets().find(_assets().address(f"css/{name}.css")) for name in STYLES)
    return Markup("".join(sheet.body.decode() for sheet in sheets if sheet))  # noqa: S704 (ours)


@page.app_template_filter()
def as_json(value: Any) -> str:
    """A value as JSON, for an attribute."""
    return encode(value).decode()


def _assets() -> Assets:
    assets: Assets = current_app.extensions["assets"]
    return assets


def _encoded(body: bytes, content_type: str, compressed: Any) -> Response:
    """Answer with gzip to whoever accepts it, unless the body is too small to gain."""
    worthwhile = len(body) >= SMALLEST_COMPRESSED and "text" in content_type
    if worthwhile and request.accept_encodings["gzip"]:
        response = Response(compressed(), content_type=content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = Response(body, content_type=content_type)
    response.vary.add("Accept-Encoding")
    return response
