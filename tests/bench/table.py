"""The table: what was measured, what was asked, and whether the one meets the other."""

from typing import NamedTuple


class Row(NamedTuple):
    """One measure; `asked` is the most it may be, or None where nothing is asked."""

    measure: str
    measured: float
    unit: str = ""
    asked: float | None = None
    detail: str = ""

    @property
    def ok(self) -> bool | None:
        return None if self.asked is None else self.measured <= self.asked


HEADINGS = ("measure", "measured", "asked", "ok?", "")


def as_text(rows: list[Row]) -> str:
    """The rows in columns, numbers to the right."""
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        f"{measure:<{widths[0]}}  {measured:>{widths[1]}}  {asked:>{widths[2]}}  "
        f"{ok:<{widths[3]}}  {detail}".rstrip()
        for measure, measured, asked, ok, detail in lines
    )


def as_objects(rows: list[Row]) -> list[dict[str, object]]:
    """The rows as plain objects, for other programs."""
    return [{**row._asdict(), "ok": row.ok} for row in rows]


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    asked = "" if row.asked is None else f"≤ {_number(row.asked, row.unit)}"
    ok = {None: "", True: "yes", False: "NO"}[row.ok]
    return row.measure, _number(row.measured, row.unit), asked, ok, row.detail


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}".rstrip()
