"""Whether a whole run has arrived on the page, as its charts show it."""

from events import Snapshot
from lesson_page import LessonPage


def whole_run_is_there(lesson: LessonPage, run: dict[int, Snapshot]) -> None:
    """Check what the chart was drawn from: real snapshots from the first to the last, none twice."""
    lesson.expect_awake()
    lesson.expect_charts()
    # A chart may have been drawn in mid-run; once the last snapshot is there it is drawn again.
    lesson.page.wait_for_function(
        "last => document.querySelector('[data-time] [data-plot]').data[0].x.at(-1) === last + 1",
        arg=max(run),
    )
    drawn = lesson.page.evaluate(
        """() => {
            const { data } = document.querySelector('[data-time] [data-plot]');
            return { x: [...data[0].x], columns: data.map(trace => [...trace.y]) };
        }"""
    )
    iterations = [x - 1 for x in drawn["x"]]
    assert iterations == sorted(set(iterations))
    assert (iterations[0], iterations[-1]) == (0, max(run))
    assert len(iterations) > 200
    assert drawn["columns"] == [
        *([run[n].weights[index] for n in iterations] for index in range(3)),
        [run[n].error for n in iterations],
    ]
