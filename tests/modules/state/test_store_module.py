"""store.js: one state, and whoever listens hears of every change."""

from scripts import Scripts


def test_the_store_tells_every_listener_of_every_change(scripts: Scripts) -> None:
    told = scripts.call(
        "state/store",
        """({ createStore }) => {
            const store = createStore((state, message) => state + message, 1);
            const told = [];
            store.subscribe((state, before) => told.push(['first', state, before]));
            store.subscribe((state, before) => told.push(['second', state, before]));
            store.dispatch(2);
            store.dispatch(4);
            return [told, store.state];
        }""",
    )
    changes = [["first", 3, 1], ["second", 3, 1], ["first", 7, 3], ["second", 7, 3]]
    assert told == [changes, 7]


def test_the_store_says_nothing_where_nothing_changed(scripts: Scripts) -> None:
    told = scripts.call(
        "state/store",
        """({ createStore }) => {
            const store = createStore((state, message) => message ?? state, 'as it is');
            const told = [];
            store.subscribe((state) => told.push(state));
            [null, 'as it is', 'new', null].forEach((message) => store.dispatch(message));
            return told;
        }""",
    )
    assert told == ["new"]


def test_a_message_that_throws_leaves_the_state_alone(scripts: Scripts) -> None:
    state = scripts.call(
        "state/store",
        """({ createStore }) => {
            const store = createStore(() => { throw new Error('unknown'); }, 'kept');
            try { store.dispatch('?'); } catch { return store.state; }
            return 'it did not throw';
        }""",
    )
    assert state == "kept"
