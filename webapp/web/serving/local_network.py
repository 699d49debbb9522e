"""Where others in the same network reach this computer: the addresses and names it has there.

Sends nothing: a datagram socket that is connected only asks the system which way it would
send, and so which of the computer's own addresses would stand in what it sent.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from webapp.web.guards.hosts import LOOPBACK

EVERYWHERE = "0.0.0.0"  # noqa: S104 (what a classroom's server listens at, when asked to)

# One address in each kind of network; the first stands for the internet and lies nowhere.
_INTERNET, _PRIVATE = "203.0.113.1", ("192.168.254.254", "10.254.254.254", "172.31.254.254")
_INTERNET_6 = "2001:db8::1"

Route = Callable[[str], str | None]  # the own address on the way to another


def _route(target: str) -> str | None:
    """Ask the system for the own address on the way to another; None where there is no way."""
    family = socket.AF_INET6 if ":" in target else socket.AF_INET
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((target, 9))
        return str(probe.getsockname()[0])
    return None


def is_loopback(host: str) -> bool:
    """Whether a host is reached from this computer alone."""
    with suppress(ValueError):
        return ip_address(host.strip("[]")).is_loopback
    return host.lower().rstrip(".") == "localhost"


def is_everywhere(host: str) -> bool:
    """Whether listening at a host is listening at all of the computer's addresses."""
    with suppress(ValueError):
        return ip_address(host).is_unspecified
    return False


def reachable_at(host: str, route: Route | None = None) -> list[str]:
    """Where others reach a server that listens at a host; the likeliest first, maybe nowhere."""
    if not is_everywhere(host):
        return [] if is_loopback(host) else [host]
    targets = [_INTERNET, *_PRIVATE] + ([_INTERNET_6] if ":" in host else [])
    found = dict.fromkeys(filter(None, map(route or _route, targets)))
    return [address for address in found if _can_be_typed(address)]


def _can_be_typed(address: str) -> bool:
    known = ip_address(address.partition("%")[0])
    return not (known.is_loopback or known.is_unspecified or known.is_link_local)


def answering_to(host: str, route: Route | None = None, name: str | None = None) -> list[str]:
    """Every name under which a server that listens at a host may be asked."""
    own = local_name(name)
    names = [*own, *(f"{each}.local" for each in own if "." not in each)]
    typed = [] if is_everywhere(host) else [host]
    there = [] if is_loopback(host) else [*names, *reachable_at(host, route)]
    return [*LOOPBACK, *typed, *there]


def local_name(name: str | None = None) -> list[str]:
    """What this computer calls itself, if that is more than a placeholder."""
    own = (name if name is not None else socket.gethostname()).strip().lower()
    return [] if own in ("", "localhost") or own.startswith("localhost.") else [own]


def url(host: str, port: int | str, path: str = "/") -> str:
    """The address that a browser wants, for a host at a port."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}{'' if int(port) == 80 else f':{port}'}{path}"
