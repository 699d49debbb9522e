"""beside.js and query.js: which runs stand beside the one on screen, and how a link says so."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import LESSON
from scripts import Scripts, described

AFTER = "({ besideAfter }, [beside, left, now, stays]) => besideAfter(beside, left, now, stays)"
JOINED = "({ joined }, [beside, more]) => joined(beside, more)"
CHANGED = "({ changedQuery }, [query, fields]) => changedQuery(query, fields)"
# Written into a fragment and read again, through the address's own modules.
ROUND = """({ writeLook, readLook, initialState, reduce }, [run, looks]) => looks.map((look) => {
    const state = reduce(initialState(run), { type: 'look', look: { at: 0, ...look } });
    const { origin, beside } = readLook(writeLook(state), []);
    return { origin, beside };
})"""


def place(query: str, begin: int = 0) -> dict[str, Any]:
    return {"query": query, "from": begin}


def beside(query: str, begin: int = 0, *, before: bool = False) -> dict[str, Any]:
    return {**place(query, begin), "before": before}


def after(
    scripts: Scripts, standing: list[Any], left: Any, now: Any, *, stays: bool = False
) -> Any:
    return scripts.call("state/beside", AFTER, [standing, left, now, stays])


def test_the_run_before_a_change_stands_beside_the_new_one(scripts: Scripts) -> None:
    found = after(scripts, [], place(""), place("rate=10"))
    assert found == [beside("", before=True)]


def test_the_next_change_takes_the_run_before_away(scripts: Scripts) -> None:
    standing = [beside("seed=3"), beside("", before=True)]
    found = after(scripts, standing, place("rate=10"), place("rate=2"))
    assert found == [beside("seed=3"), beside("rate=10", before=True)]


def test_what_is_to_be_kept_is_kept_and_never_stands_there_twice(scripts: Scripts) -> None:
    standing = [beside("seed=3"), beside("rate=10")]
    assert after(scripts, standing, place("seed=3"), place("seed=4")) == standing
    assert after(scripts, standing, place("seed=5"), place("rate=10")) == [
        beside("seed=3"),
        beside("seed=5", before=True),
    ]
    assert after(scripts, [], place("seed=5"), place("seed=5")) == []


def test_beside_three_that_are_kept_there_is_room_for_the_run_before_and_for_no_more(
    scripts: Scripts,
) -> None:
    standing = [beside(f"seed={seed}") for seed in (2, 3, 4)]
    before = beside("", before=True)
    for stays in (False, True):  # a trunk has to go then, too
        found = after(scripts, standing, place(""), place("rate=2"), stays=stays)
        assert found == [*standing, before]
    more = [place("rate=1"), place("rate=100")]
    found = scripts.call("state/beside", JOINED, [standing, more])
    assert found == [beside("rate=1"), beside("rate=100"), beside("seed=2")]


def test_a_branchs_trunk_stays(scripts: Scripts) -> None:
    found = after(scripts, [], place(""), place("start=1,2,3", 30), stays=True)
    assert found == [beside("")]


def test_one_run_that_begins_at_two_places_is_two(scripts: Scripts) -> None:
    found = after(scripts, [beside("rate=2", 30)], place("rate=2"), place(""))
    assert found == [beside("rate=2", 30), beside("rate=2", before=True)]


QUERIES = st.sampled_from(
    ["", "rate=10", "seed=7&rate=0.5", "examples=0,1:0;1,0:1&start=-1e-300,2", "iterations=9"]
)
BESIDE = st.builds(
    lambda query, begin, before: beside(query, begin, before=before),
    QUERIES,
    st.integers(0, 1_000_000),
    st.booleans(),
)
LOOKS = st.fixed_dictionaries(
    {
        "beside": st.lists(
            BESIDE, max_size=3, unique_by=lambda each: (each["query"], each["from"])
        ).filter(lambda places: sum(each["before"] for each in places) <= 1)
    },
    optional={
        "origin": st.builds(
            lambda begin, parent: {"from": begin, "parent": parent},
            st.integers(1, 1_000_000),
            st.none() | st.builds(place, QUERIES, st.integers(0, 1_000_000)),
        )
    },
)


def test_a_link_says_what_stands_beside_and_where_a_branch_begins(scripts: Scripts) -> None:
    @settings(max_examples=20, deadline=None)
    @given(st.lists(LOOKS, min_size=20, max_size=20))
    def check(looks: list[dict[str, Any]]) -> None:
        modules = "state/address state/reducer"
        found = scripts.call(modules, ROUND, [described(LESSON), looks])
        for look, read in zip(looks, found, strict=True):
            assert (read["beside"] or []) == look["beside"]
            assert read["origin"] == look.get("origin")

    check()


def test_nonsense_in_a_link_puts_nothing_beside(scripts: Scripts) -> None:
    code = "({ readLook }, fragments) => fragments.map((fragment) => readLook(fragment, []))"
    nonsense = [
        "with=embed%3D1",
        "before=rate%3D2%26lang%3Dde",
        "with=%00",
        "before=1%20000:x y",
        "from=0",
        "from=-3",
        "from=1e3",
        "parent=seed=3",
    ]
    assert scripts.call("state/address", code, nonsense) == [{} for _ in nonsense]


def test_a_recorded_run_beside_is_in_no_link(scripts: Scripts) -> None:
    look = {"beside": [beside("rate=3"), {**beside("seed=4"), "recorded": True}]}
    [found] = scripts.call("state/address state/reducer", ROUND, [described(LESSON), [look]])
    assert found["beside"] == [beside("rate=3")]


def test_a_change_replaces_its_fields_and_leaves_the_others(scripts: Scripts) -> None:
    def changed(query: str, **fields: str | None) -> str:
        return str(scripts.call("state/query", CHANGED, [query, fields]))

    assert changed("", rate="10") == "rate=10"
    assert changed("seed=7&rate=2&threshold=on", rate="10") == "seed=7&threshold=on&rate=10"
    assert changed("seed=7&rate=2", rate=None) == "seed=7"
    assert changed("", examples="0,1:0;1,0:1", start=None) == "examples=0,1:0;1,0:1"
    assert changed("", seed="a&b=c #+") == "seed=a%26b%3Dc%20%23%2B"
