"""picture.js: a picture can be mounted as often as one likes, and let go of."""

from typing import Any

import pytest
from scripts import Scripts, described

from webapp.runs.config import Configuration
from webapp.wire import description, stream
from webapp.words.messages import failure

# Pictures without any regions, on elements of their own; a server that is made up.
MOUNT = """async ({ mountPicture }, [data, text, code]) => {
    const real = window.fetch;
    const heard = { aborted: 0, kept: [] };
    window.fetch = async (url, { signal } = {}) => {
        signal?.addEventListener('abort', () => { heard.aborted += 1; });
        return text === null ? new Promise(() => {}) : new Response(text);
    };
    const mount = (name) => (
        mountPicture(document.createElement('main'), data, (state) => heard.kept.push([name, state.position]))
    );
    const later = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
    try { return [await (%s)(mount, later), heard]; } finally { window.fetch = real; }
}"""

CONFIG = Configuration(iterations=50)


def mount(scripts: Scripts, code: str, *, arrives: bool = True) -> Any:
    data = {
        "run": described(CONFIG),
        "chapters": {},
        "settings": {"undecided": 1e-6, "largestWeight": 1e12, "speeds": [], "stroke": {}},
        "addresses": {"api": "/api/run", "drawer": "/", "charts": "/none.js"},
        "language": {"names": [], "words": {"no_charts": ""}, "asked": ""},
    }
    events = stream.events(CONFIG, description.started(CONFIG, {}), failure)
    text = b"".join(part.data for part in events).decode() if arrives else None
    return scripts.call("picture", MOUNT % code, [data, text])


def test_two_pictures_stand_side_by_side_and_know_nothing_of_each_other(scripts: Scripts) -> None:
    code = """async (mount, later) => {
        const [one, other] = [mount('one'), mount('other')];
        await Promise.all([one.followed.done, other.followed.done]);
        one.dispatch({ type: 'seek', iteration: 7 });
        await later(0.3);
        const places = [one, other].map(({ state }) => [state().position, state().lastReceived]);
        one.letGo();
        other.letGo();
        return places;
    }"""
    places, heard = mount(scripts, code)
    assert places == [[7, 50], [0, 50]]
    assert sorted(heard["kept"]) == [["one", 7], ["other", 0]]


@pytest.mark.parametrize("arrives", [True, False], ids=["arrived", "in flight"])
def test_a_picture_that_is_let_go_of_while_it_plays_does_nothing_more(
    scripts: Scripts, arrives: bool
) -> None:
    code = """async (mount, later) => {
        const picture = mount('it');
        if (%s) await picture.followed.done;
        picture.dispatch({ type: 'play' });
        await later(0.05);
        picture.letGo();
        const { position, playing } = picture.state();
        await later(0.3);
        return [playing, picture.state().position === position];
    }"""
    found, heard = mount(scripts, code % ("true" if arrives else "false"), arrives=arrives)
    assert found == [False, True]
    assert heard == {"aborted": 1, "kept": []}
