"""The people's side of the server: the page of a run, and the drawer that opens beside it.

Reads a query, draws what it asks for with the rooms below, and answers; see `page_cache`
for what is kept and `templating` for what templates can call.
"""

from functools import cache
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import Gone

from webapp.core.rules import RULES
from webapp.picture import cut, diagram, display, marks, pace, projection, wiring
from webapp.picture.asked import asked
from webapp.picture.first_cut import first_cut, situation_name
from webapp.picture.first_frame import first_frame, is_crowded, longest
from webapp.picture.listing import listing
from webapp.runs import fields, form, grammar, query
from webapp.runs.config import (
    LARGEST_INPUT,
    LARGEST_WEIGHT,
    MOST_EXAMPLES,
    MOST_INPUTS,
    Configuration,
)
from webapp.runs.learnable import wall
from webapp.runs.query import FieldError, InvalidQuery
from webapp.web.api import links
from webapp.web.build import build
from webapp.web.caching import ASK_AGAIN
from webapp.web.compression import encoded
from webapp.web.guards import security
from webapp.web.mending import PAGE_FIELDS
from webapp.web.page_cache import Drawn, kept
from webapp.web.page_data import page_data
from webapp.web.reading import asked_language, raw_query, readers_language
from webapp.web.recording import shown
from webapp.web.templating import address
from webapp.wire import description
from webapp.words import language, names, story, tables
from webapp.words.language import Language
from webapp.words.puzzle import iterations_in_all, leaning, puzzle

NEW_TAB = Markup(' target="_blank" rel="noopener"')
TABS = ("story", "why", "code", "change")
SLIDER_REACH = 100  # a weight's slider reaches so far either way; typing goes further

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> Response:
    """The page for a run; fields that mean nothing here are ignored with a notice."""
    config, ignored = _read()
    if _is_embedded():
        security.allow_framing()
    return _answer(_page(query.write(config), ignored, *_circumstances()))


@pages.get("/drawer")
def drawer() -> Response:
    """What the page's drawer holds for a run; the page asks for it when it is first opened.

    With `v` it names its build: one that is older, or newer, can't use what is drawn here.
    """
    config, _ = _read()
    if request.args.get("v", build()) != build():
        raise Gone
    return _answer(_drawer(query.write(config), *_circumstances()))


def _answer(drawn: Drawn) -> Response:
    response = encoded(drawn, "text/html; charset=utf-8")
    response.headers["Cache-Control"] = ASK_AGAIN
    response.vary.add("Accept-Language")
    # Strong, so one for each coding: the bytes differ.
    response.set_etag("-".join([drawn.digest, *response.headers.getlist("Content-Encoding")]))
    response.make_conditional(request)
    return response


def _circumstances() -> tuple[str, ...]:
    """What a page depends on beside its run: it is drawn anew for each of these."""
    scripts = "modules" if current_app.config["SERVE_MODULES"] else "bundle"
    shape = "embedded" if _is_embedded() else "whole"
    recording = shown()
    digest = recording.digest if recording else ""
    return readers_language().code, asked_language(), request.script_root, scripts, shape, digest


@kept
def _page(written: str, ignored: tuple[str, ...], *_: str) -> str:
    """Draw the page of a canonical query."""
    config = query.read(Configuration, query.pairs(written))
    meant = {name: known for name in ignored if (known := fields.meant(Configuration, name))}
    return render_template(
        "page.html", **_shared(config), **_of_page(config), ignored=ignored, meant=meant
    )


@kept
def _drawer(written: str, *_: str) -> str:
    """Draw the drawer's tabs for a canonical query."""
    config = query.read(Configuration, query.pairs(written))
    return render_template("drawer.html", **_shared(config), **_of_drawer(config))


def _read() -> tuple[Configuration, tuple[str, ...]]:
    """Read the run and what to ignore; what is wrong with `lang` and `embed` is said too."""
    known, others = query.split_unknown(query.pairs(raw_query()))
    ignored = tuple(name for name in others if name not in PAGE_FIELDS)
    wrong = [*_language_errors(), *_embed_errors()]
    try:
        config = query.read(Configuration, known)
    except InvalidQuery as invalid:
        raise InvalidQuery([*invalid.errors, *wrong]) from None
    if wrong:
        raise InvalidQuery(wrong)
    return config, ignored


def _language_errors() -> list[FieldError]:
    if "lang" not in request.args or asked_language():
        return []
    return [FieldError("lang", "language", {"codes": ", ".join(language.codes())})]


def _embed_errors() -> list[FieldError]:
    if "embed" not in request.args or _is_embedded():
        return []
    return [FieldError("embed", "embed", {})]


def _is_embedded() -> bool:
    """Whether the page is to stand in the frame of another: without its drawer."""
    return request.args.getlist("embed") == ["1"]


def _shared(config: Configuration) -> dict[str, Any]:
    """What every part of the page is drawn from."""
    spoken = readers_language()
    return {
        "config": config,
        "tabs": TABS,
        "changed": query.changed(config),
        "written": query.write(config),
        "run": description.started(config, links(config)),
        "frame": first_frame(config),
        "rules": RULES,
        "question": marks.QUESTION,
        "question_sign": marks.QUESTION_SIGN,
        "names": names.weight_names(config, spoken),
        "said_names": names.said_names(config, spoken),
        "figures": _figures(wiring.colours(config), spoken.code),
        "hues": wiring.hues(config),
    }


def _of_page(config: Configuration) -> dict[str, Any]:
    """What the first screen is drawn from."""
    spoken = readers_language()
    drawer = address(query.write(config), view="pages.drawer")
    here = address(query.write(config))
    return {
        "here": _with(here, "embed=1") if _is_embedded() else here,
        "embedded": _is_embedded(),
        "outward": NEW_TAB if _is_embedded() else "",
        "page_data": page_data(config, spoken, _with(drawer, f"v={build()}")),
        "drawer_address": drawer,
        "bundled": not current_app.config["SERVE_MODULES"],
        **wiring.parts(config),
        "situation_name": situation_name,
        "crowding": diagram.crowding(max(rows for rows, _ in config.layers)),
        "discs": diagram.discs(len(config.examples)),
        "stroke_width": diagram.stroke_width,
        "dashes": diagram.dashes,
        "curve_path": diagram.curve_path(),
        "curve_reach": diagram.CURVE_REACH,
        "minus": display.MINUS,
        "largest_weight": grammar.format_number(LARGEST_WEIGHT),
        "slider_reach": SLIDER_REACH,
        "speeds": pace.SPEEDS,
        "crowded": is_crowded(config),
        "opening": story.opening(spoken.words["story"], config),
        **_of_cut(config, spoken),
        "longest": longest(config),
        "puzzle": puzzle(config, spoken),
        "iterations_in_all": iterations_in_all(config, spoken),
        "leans": lambda output: leaning(output, spoken),
        "other_languages": language.others(spoken),
    }


def _of_cut(config: Configuration, spoken: Language) -> dict[str, Any]:
    """What the cut is drawn from."""
    box = cut.first_box(config)
    axis_names = names.axis_names(spoken, box)
    return {
        "box": box,
        "axis_names": axis_names,
        "cut": first_cut(config, first_frame(config), box, [len(name) for name in axis_names]),
        "held": names.held_inputs(config, spoken, box),
        "cut_is_whole": cut.is_whole(config, box),
        "cut_width": projection.WIDTH,
        "cut_height": projection.HEIGHT,
        "shapes": marks.SHAPES,
        "wall": wall(config),
    }


def _with(address: str, field: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{field}"


def _of_drawer(config: Configuration) -> dict[str, Any]:
    """What the drawer's tabs are drawn from."""
    return {
        "listing": listing(config),
        "asked": asked(config),
        "story": story,
        "form": form,
        "form_text": _form_text,
        "presets": tables.offers(readers_language()),
        "teaching_facts": {
            "limits": {"inputs": MOST_INPUTS, "examples": MOST_EXAMPLES, "input": LARGEST_INPUT},
            "shapes": marks.SHAPES,
            "question": marks.QUESTION.path,
            "sign": marks.QUESTION_SIGN,
        },
    }


def _form_text(value: float | tuple[float, ...] | None) -> str:
    """A number, or a row of them, as a form's field has it; nothing where there is none."""
    if value is None:
        return ""
    row = value if isinstance(value, tuple) else (value,)
    return ", ".join(map(grammar.format_number, row))


@cache
def _figures(hues: tuple[tuple[int, float], ...], code: str) -> dict[str, Any]:
    from webapp.picture.figures import figures  # takes a while, so only when a page is asked for

    return figures(hues, language.load(code).words)
