"""An address for a whole room: the code holds it, on terminal and page, and signs are large."""

import re

import segno

from webapp.web import poster

ADDRESS = "http://192.168.178.23:8000/"


def dots_of(drawn: str) -> list[list[bool]]:
    """Which modules are dark, read back from what a terminal shows."""
    dark: list[list[bool]] = []
    for line in re.sub(r"\x1b\[[0-9;]*m", "", drawn).splitlines():
        dark.append([half not in "█▀" for half in line])
        dark.append([half not in "█▄" for half in line])
    return dark


def test_the_terminals_code_is_the_addresss_with_light_around() -> None:
    code = segno.make_qr(ADDRESS, error="m", boost_error=False)
    expected = [[bool(dark) for dark in row] for row in code.matrix_iter(border=2)]
    assert dots_of(poster.terminal(ADDRESS))[: len(expected)] == expected


def test_every_line_of_it_sets_its_colours_and_takes_them_back() -> None:
    for line in poster.terminal(ADDRESS).splitlines():
        assert line.startswith("\x1b[97;40m")
        assert line.endswith("\x1b[0m")


def test_the_pages_code_is_dark_on_light_and_takes_the_size_of_its_place() -> None:
    drawn = poster.svg(ADDRESS)
    assert drawn.startswith("<svg")
    assert "viewBox" in drawn
    assert "width=" not in drawn
    assert 'fill="#fff"' in drawn
    assert 'stroke="#000"' in drawn
    assert drawn != poster.svg("http://192.168.178.24:8000/")


def test_an_address_of_digits_is_written_in_signs_of_five_lines() -> None:
    lines = poster.large("10.0.0.1:80").splitlines()
    assert len(lines) == 5
    assert all(set(line) <= {"█", " "} for line in lines)


def test_the_longest_such_address_fits_a_terminal() -> None:
    assert max(map(len, poster.large("192.168.178.234:65535").splitlines())) < 80


def test_any_other_is_written_on_a_line_with_space_between() -> None:
    assert poster.large("lab:8000") == "l a b : 8 0 0 0"
