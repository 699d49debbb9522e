"""Where others reach this computer: found out without sending, and written as browsers want it."""

import socket

import pytest

from webapp.web.serving import local_network
from webapp.web.serving.local_network import Route

HOME = {"203.0.113.1": "192.168.1.5", "192.168.254.254": "192.168.1.5"}
HOME_AND_OFFICE = {**HOME, "10.254.254.254": "10.8.0.2", "2001:db8::1": "2a00:1::5"}
NO_NETWORK: dict[str, str] = {}
ODD = {
    "203.0.113.1": "127.0.0.1",
    "10.254.254.254": "169.254.7.7",
    "172.31.254.254": "0.0.0.0",  # noqa: S104
    "2001:db8::1": "fe80::1%eth0",
}


def through(table: dict[str, str]) -> Route:
    return table.get


@pytest.mark.parametrize(
    ("host", "routes", "addresses"),
    [
        ("0.0.0.0", HOME, ["192.168.1.5"]),  # noqa: S104
        ("0.0.0.0", HOME_AND_OFFICE, ["192.168.1.5", "10.8.0.2"]),  # noqa: S104
        ("::", HOME_AND_OFFICE, ["192.168.1.5", "10.8.0.2", "2a00:1::5"]),
        ("0.0.0.0", NO_NETWORK, []),  # noqa: S104
        ("::", ODD, []),
        ("127.0.0.1", HOME, []),
        ("127.9.9.9", HOME, []),
        ("::1", HOME, []),
        ("localhost", HOME, []),
        ("10.0.0.7", HOME, ["10.0.0.7"]),
        ("lab.example", HOME, ["lab.example"]),
    ],
)
def test_others_reach_what_it_listens_at_the_likeliest_first(
    host: str, routes: dict[str, str], addresses: list[str]
) -> None:
    assert local_network.reachable_at(host, through(routes)) == addresses


def test_on_loopback_only_this_computers_own_names_are_answered() -> None:
    names = local_network.answering_to("127.0.0.1", through(HOME), "laptop")
    assert set(names) == {"localhost", "127.0.0.1", "::1"}


def test_in_a_network_its_addresses_and_names_are_answered_too() -> None:
    names = local_network.answering_to(local_network.EVERYWHERE, through(HOME_AND_OFFICE), "Laptop")
    assert {"192.168.1.5", "10.8.0.2", "laptop", "laptop.local", "localhost"} <= set(names)
    assert local_network.EVERYWHERE not in names


@pytest.mark.parametrize("name", ["", "localhost", "localhost.localdomain", " "])
def test_a_placeholder_is_no_name(name: str) -> None:
    assert local_network.local_name(name) == []


def test_the_host_that_was_given_is_answered_and_a_full_name_gets_no_ending() -> None:
    names = local_network.answering_to("lab.example", through(NO_NETWORK), "pc7.lab.example")
    assert {"lab.example", "pc7.lab.example"} <= set(names)
    assert not [name for name in names if name.endswith(".local")]


@pytest.mark.parametrize(
    ("host", "port", "url"),
    [
        ("192.168.1.5", 8000, "http://192.168.1.5:8000/"),
        ("192.168.1.5", "80", "http://192.168.1.5/"),
        ("2a00:1::5", 8000, "http://[2a00:1::5]:8000/"),
    ],
)
def test_an_address_is_written_as_a_browser_wants_it(host: str, port: int, url: str) -> None:
    assert local_network.url(host, port) == url


def test_asking_for_the_way_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a datagram socket is connected, which sends nothing by itself."""
    kinds = []

    class Watched(socket.socket):
        def __init__(self, family: int, kind: int) -> None:
            kinds.append(kind)
            super().__init__(family, kind)

        def send(self, *_: object) -> int:
            raise AssertionError("something was sent")

        sendto = sendall = send

    monkeypatch.setattr(socket, "socket", Watched)
    assert local_network._route("127.0.0.1") == "127.0.0.1"
    assert kinds == [socket.SOCK_DGRAM]


def test_where_there_is_no_way_there_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert local_network.reachable_at(local_network.EVERYWHERE) == []
