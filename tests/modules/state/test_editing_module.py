"""editing.js: the table runs ahead of the run, which follows; refused, it stays to be mended."""

from typing import Any

from scripts import Scripts, described

from webapp.runs import query
from webapp.runs.config import Configuration

# A page whose run changes as the server would change it, once somebody lets it.
PAGE = """
    const asked = [];
    let answer = null;
    let [run, columns, scales] = [given, [], []];
    let origin = { from: 0, parent: null };
    const frame = () => ({ run, config: run.config, columns, scales, origin });
    const change = (fields, how) => new Promise((resolve) => {
        asked.push({ fields, ...how });
        answer = (problem, next) => {
            if (!problem) [run, columns, scales] = [next, how.look.columns, how.look.scales];
            resolve(problem);
        };
    });
    const inTurn = (act) => {
        let next = null;
        let busy = false;
        return async (wish) => {
            next = wish;
            if (busy) return;
            busy = true;
            while (next) { const now = next; next = null; await act(now); }
            busy = false;
        };
    };
    const settle = () => new Promise((resolve) => setTimeout(resolve));
    const editing = m.createEditing(change, inTurn);
    editing.follow(frame());
"""
MODULES = "state/editing model/teaching"


def play(scripts: Scripts, acts: str, *runs: dict[str, Any]) -> Any:
    """Act on an editing table; `runs` are what the server makes of what is asked."""
    code = f"async (m, [given, ...runs]) => {{ {PAGE} {acts} }}"
    return scripts.call(MODULES, code, [described(Configuration()), *runs])


def run_of(**fields: str) -> dict[str, Any]:
    return described(query.read(Configuration, list(fields.items())))


CHANGED = run_of(examples="0,0,1:1;1,1,1:1;1,0,1:1;0,1,1:0", situation="1,0,0")


def test_an_edit_is_there_at_once_and_asks_only_for_what_changes(scripts: Scripts) -> None:
    found = play(
        scripts,
        """
        editing.edit(m.withCell(editing.teaching, { row: 0, column: 3 }, 1));
        const ahead = [editing.teaching.rows[0], editing.isUnderWay];
        answer(null, runs[0]);
        await settle();
        const teaching = editing.teaching;
        editing.follow(frame());
        return { ahead, after: [editing.isUnderWay, editing.teaching === teaching], asked };
        """,
        CHANGED,
    )
    assert found["ahead"] == [[0, 0, 1, 1], True]
    assert found["after"] == [False, True]
    assert found["asked"] == [
        {
            "fields": {"examples": "0,0,1:1;1,1,1:1;1,0,1:1;0,1,1:0", "situation": "1,0,0"},
            "look": {"columns": [], "scales": []},
        }
    ]


def test_starting_weights_for_another_width_are_dropped(scripts: Scripts) -> None:
    fields = play(scripts, "editing.edit(m.withColumn(editing.teaching)); return asked[0].fields;")
    assert fields["start"] is None
    assert fields["situation"] == "1,0,0,0"


def test_a_hidden_layer_has_weights_of_its_own_and_undoing_takes_it_away(scripts: Scripts) -> None:
    asked = play(
        scripts,
        """
        editing.edit(editing.teaching, { hidden: '4' });
        answer(null, runs[0]);
        await settle();
        editing.follow(frame());
        editing.undo();
        return asked.map(({ fields: { hidden, start } }) => [hidden, start]);
        """,
        run_of(hidden="4"),
    )
    assert asked == [["4", None], ["0", None]]


def test_refused_it_stays_to_be_mended_and_undoing_brings_back_what_was(scripts: Scripts) -> None:
    found = play(
        scripts,
        """
        editing.edit(m.withCell(editing.teaching, { row: 0, column: 3 }, 1));
        answer({ detail: 'no' }, null);
        await settle();
        editing.follow(frame());
        const refused = [editing.problem.detail, editing.teaching.rows[0]];
        editing.undo();
        return { refused, undone: [editing.problem, editing.teaching.rows[0]], last: asked.at(-1) };
        """,
    )
    assert found["refused"] == ["no", [0, 0, 1, 1]]
    assert found["undone"] == [None, [0, 0, 1, 0]]
    assert found["last"]["branch"] is False
    assert found["last"]["fields"] == {
        "lesson": "leftmost",
        "examples": "0,0,1:0;1,1,1:1;1,0,1:1;0,1,1:0",
        "situation": "1,0,0",
        "threshold": "off",
        "hidden": "0",
        "start": None,
    }


def test_a_table_of_one_click_keeps_the_hidden_neurons_that_the_lesson_brought(
    scripts: Scripts,
) -> None:
    load = "editing.load({ lesson: null, examples: '0,0:1' }, { columns: [], scales: [] });"
    code = f"async (m, [given, ...runs]) => {{ {PAGE} {load} return asked[0].fields; }}"
    found = scripts.call(MODULES, code, [run_of(lesson="xor")])
    assert found == {"hidden": "4", "lesson": None, "examples": "0,0:1", "start": None}


def test_of_hasty_edits_the_last_is_what_the_run_becomes(scripts: Scripts) -> None:
    asked = play(
        scripts,
        """
        for (const column of [0, 1, 2]) {
            editing.edit(m.withCell(editing.teaching, { row: 0, column }, 0.5));
        }
        answer(null, runs[0]);
        await settle();
        return asked.map(({ fields }) => fields.examples.split(';')[0]);
        """,
        CHANGED,
    )
    assert asked == ["0.5,0,1:0", "0.5,0.5,0.5:0"]


def test_another_run_on_screen_brings_its_own_table(scripts: Scripts) -> None:
    found = play(
        scripts,
        """
        let heard = 0;
        editing.listen(() => { heard += 1; });
        run = runs[0];
        editing.follow(frame());
        editing.follow(frame());
        return [editing.teaching.rows, editing.fields.threshold, heard];
        """,
        run_of(examples="0:0;1:1", threshold="on", start="1,2"),
    )
    assert found == [[[0, 0], [1, 1]], "on", 1]


def test_undoing_a_branch_leads_back_to_the_trunk_and_its_length(scripts: Scripts) -> None:
    found = play(
        scripts,
        """
        editing.edit(m.withCell(editing.teaching, { row: 0, column: 3 }, 1));
        answer(null, runs[0]);
        origin = { from: 300, parent: { query: '', from: 0 } };
        await settle();
        editing.follow(frame());
        editing.undo();
        return asked.at(-1);
        """,
        run_of(examples="0,0,1:1;1,1,1:1;1,0,1:1;0,1,1:0", iterations="9700", start="1,2,3"),
    )
    assert found["fields"]["iterations"] == "10000"
    assert found["fields"]["start"] is None
    assert found["look"]["origin"] == {"from": 0, "parent": None}
    assert found["branch"] is False


def test_another_width_in_a_branch_begins_at_the_start(scripts: Scripts) -> None:
    found = play(
        scripts,
        """
        origin = { from: 300, parent: null };
        run = runs[0];
        editing.follow(frame());
        editing.edit(m.withColumn(editing.teaching));
        return asked[0];
        """,
        run_of(iterations="9700", start="1,2,3"),
    )
    assert found["fields"]["iterations"] == "10000"
    assert found["look"]["origin"] == {"from": 0, "parent": None}


def test_undoing_passes_over_what_is_there_already(scripts: Scripts) -> None:
    """By going back in the browser, one may be where undoing would lead."""
    found = play(
        scripts,
        """
        const before = run;
        editing.edit(m.withCell(editing.teaching, { row: 0, column: 3 }, 1));
        answer(null, runs[0]);
        await settle();
        editing.follow(frame());
        run = before; // back
        editing.follow(frame());
        editing.undo();
        return [editing.teaching.rows[0], editing.canUndo, asked.length];
        """,
        CHANGED,
    )
    assert found == [[0, 0, 1, 0], False, 1]
