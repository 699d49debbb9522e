"""Requests in bytes, at random but the same every time: most nearly right, all of them short work.

A run that is asked for has few iterations or is a bad query, so that what an answer costs is
what reading the request costs.
"""

import re
from collections.abc import Iterator
from random import Random

from webapp.runs.config import Configuration

PATHS = [
    *(b"/", b"/drawer", b"/healthz", b"/api/run", b"/api/run/events", b"/api/run.py"),
    *(b"/api/lives/events", b"/api/atlas/events", b"/api/landscape"),
    *(b"/api/step", b"/api/predict", b"/api/openapi.json", b"/api", b"/api/", b"/class"),
    *(b"/nothing", b"/static/", b"/static/js-0/lesson.js", b"/favicon.ico"),
]
_ODD_PATHS = [
    *(b"*", b"", b"/%00", b"/%0d%0aSet-Cookie:%20a=b", b"//evil.example/%2e%2e", b"/..%2f..%2fetc"),
    *(b"/%ff", b"/\xff", b"/%c0%af", b"/%ed%a0%80", b"/%", b"/%zz", b"/a b", b"/\x00", b"/\x7f"),
    *(
        b"http://evil.example/",
        b"http://[/",
        b"http://a@b:c/api/run",
        b"ftp://x/",
        b"x:y",
        b"\\\\x",
    ),
    *(
        b"//",
        b"///api//run",
        b"/./api/../api/run",
        b"/static/js-0/" + b"../" * 40,
        b"/" + b"a" * 9000,
    ),
    *(b"/api/" + b"%2f" * 500, b"/" + b"a/" * 900, b"/api/run;a=b", b"localhost:80"),
]
_VALUES = [
    *(
        b"",
        b"0",
        b"1",
        b"-1",
        b"01",
        b"1.5",
        b"1e999",
        b"nan",
        b"1,0,0",
        b"1,0,0,",
        b"0,0,1:0;1,1,1:1",
    ),
    *(
        b":",
        b";",
        b",",
        b"%",
        b"%0",
        b"%00",
        b"%FF",
        b"%ED%A0%80",
        b"%F0%9F%A6%86",
        b"\xff",
        b"\xc3\xa9",
    ),
    *(
        b"on",
        b"trask",
        b"cross-entropy",
        b"1e12,1e12,1e12",
        b"5e-324",
        b"<b>",
        b"'",
        b'"',
        b"\\",
        b"{0}",
    ),
    *(
        b"%0aFAKE",
        b"%E2%80%AE",
        b"..%2F",
        b"[" * 300,
        b"9" * 2000,
        b"+" * 500,
        b"1," * 400,
        b"#",
        b"\x00",
    ),
]
_NAMES = [
    *(name.encode() for name in Configuration.model_fields if name != "iterations"),
    *(
        b"weights",
        b"inputs",
        b"lang",
        b"v",
        b"lives",
        b"axes",
        b"size",
        b"x",
        b"",
        b"%00",
        b"%FF",
        b"a[]",
        b"\xe9",
    ),
]
_METHODS = [
    *(b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"TRACE", b"CONNECT", b"PRI"),
    b"X" * 300,
]
_NO_METHODS = [b"get", b"G\xffT", b"", b"GET\x00", b"-", b"GET GET", *_METHODS]
_VERSIONS = [
    *(
        b" HTTP/1.0",
        b"",
        b" HTTP/2.0",
        b" HTTP/0.9",
        b" HTTP/11",
        b" http/1.1",
        b" HTTP/1.1 x",
        b" ",
    ),
]
_HEADERS = [
    *(
        b"Host",
        b"Accept",
        b"Accept-Language",
        b"Accept-Encoding",
        b"Last-Event-ID",
        b"If-None-Match",
    ),
    *(
        b"If-Modified-Since",
        b"Range",
        b"Cookie",
        b"Referer",
        b"User-Agent",
        b"Origin",
        b"Forwarded",
    ),
    *(
        b"Sec-Fetch-Site",
        b"Sec-Fetch-Mode",
        b"X-Forwarded-For",
        b"X-Forwarded-Host",
        b"Authorization",
    ),
    *(b"X-Forwarded-Prefix", b"X-Forwarded-Proto", b"Content-Type", b"Expect", b"Upgrade", b"TE"),
    *(b"X_Underscore", b"X-Original-URL", b"Proxy", b"Via", b"Trailer", b"HTTP2-Settings", b"Date"),
]
_TEXTS = [
    *(b"", b"*", b"a", b"localhost", b"evil.example", b"de-AT,de;q=0.9,en;q=0.1", b"gzip, br;q=0"),
    *(
        b'"a", W/"b"',
        b'W/"',
        b"\xff",
        b"\xc3\xa9",
        b"de;q=nan",
        b"gzip;q=9e99",
        b"a=b; c",
        b"bytes=0-",
    ),
    *(
        b"cross-site",
        b"navigate",
        b"100-continue",
        b"h2c",
        b"=?utf-8?q?=ff?=",
        b"a\x00b",
        b"a\x0bb",
    ),
    *(b"a..b", b"x" * 64, b"[::1", b"localhost:99999", b"1", b"-1", b"9" * 40, b"%0a", b"\x1b[2J"),
    *(b",;=" * 300, b"de;q=0.1," * 200, b'"' * 900, b"a;b*0*=c;" * 150, b"x" * 5000),
]
# Ends whatever was left open: headers without an end, bodies shorter than was said.
_BODY = 200
_WILD = 0.5  # of the connections
_TAME = re.compile(rb"[^\x00-\x20\x7f-\xff#](?:[^\x00-\x1f\x7f-\xff#]*[^\x00-\x20\x7f-\xff#])?|")
END = b"\r\n\r\n" + b"x" * 2 * _BODY + b"\r\n\r\n"


def connections(seed: int, requests: int) -> Iterator[list[bytes]]:
    """So many requests in all, pipelined on connections: a list of requests each.

    Only the last of a connection may be one after which a server says no more.
    """
    random, made = Random(seed), 0
    while made < requests:
        several = min(random.choice((1, 1, 2, 3, 8, 20)), requests - made)
        made += several
        yield [request(random, wild=False) for _ in range(several - 1)] + [
            request(random, wild=random.random() < _WILD)
        ]


def request(random: Random, *, wild: bool) -> bytes:
    """One request; a wild one may be no HTTP at all, others are only strange."""
    choose = _Choice(random, wild)
    method = choose.often(0.8, b"GET", _NO_METHODS if wild else _METHODS)
    version = choose.often(0.8, b"HTTP/1.1", _VERSIONS) if wild else b"HTTP/1.1"
    lines, body = _body(choose)
    lines += _headers(choose)
    random.shuffle(lines)
    end = choose.often(0.97, b"\r\n\r\n", [b"\n\n", b"\r\n"]) if wild else b"\r\n\r\n"
    return b"\r\n".join([b" ".join([method, _target(choose), version]), *lines]) + end + body


class _Choice:
    """What is drawn at random: of odd things all if wild, else those of visible characters."""

    def __init__(self, random: Random, wild: bool) -> None:
        self.random, self.wild = random, wild

    def one(self, odd: list[bytes]) -> bytes:
        """One of these, tame where it must be."""
        found = self.random.choice(odd)
        while not (self.wild or _TAME.fullmatch(found)):
            found = self.random.choice(odd)
        return found

    def often(self, share: float, usual: bytes, odd: list[bytes]) -> bytes:
        """Most often what is usual."""
        return usual if self.random.random() < share else self.one(odd)

    def seldom(self, share: float) -> bool:
        """Whether something is to happen that seldom does."""
        return self.random.random() < share


def _target(choose: _Choice) -> bytes:
    path = choose.often(0.8, choose.random.choice(PATHS), _ODD_PATHS)
    if choose.seldom(0.1):
        path = b"http://localhost" + path
    # A fragment before the query would hide it: the default run would be computed.
    fields = [b"iterations=%d" % choose.random.randint(1, 40), *_fields(choose)]
    return path + b"?" + b"&".join(fields)


def _fields(choose: _Choice) -> Iterator[bytes]:
    random = choose.random
    for _ in range(random.choice((0, 0, 1, 1, 2, 4, 30))):
        sign = random.choice((b"=", b"=", b"=", b"", b"=="))
        yield choose.one(_NAMES) + sign + choose.one(_VALUES)
    if choose.seldom(0.02):
        yield random.choice((b"x" * 9000, b"a&" * 3000, b"seed=" + b"1" * 7500, b"%FF" * 2000))


def _headers(choose: _Choice) -> list[bytes]:
    random = choose.random
    lines = [] if choose.seldom(0.1) else [b"Host: localhost"]
    for name in random.choices(_HEADERS, k=random.choice((0, 1, 2, 2, 5))):
        lines += [name + b": " + choose.one(_TEXTS)]
    if choose.wild and choose.seldom(0.3):
        odd = (
            b" folded",
            b"no colon",
            b"Space : x",
            b": none",
            b"X:\xff",
            b"Host: again",
            b"\x00: x",
        )
        lines.append(random.choice(odd))
    if choose.seldom(0.01):
        lines += [b"X-%d: y" % number for number in range(random.choice((100, 400)))]
    if choose.seldom(0.01):
        lines.append(random.choice(_HEADERS) + b": " + b"de;q=0.1," * 2500)
    return lines


def _body(choose: _Choice) -> tuple[list[bytes], bytes]:
    """Lines that announce a body, and a body, which may not be the one announced."""
    if not choose.wild or choose.seldom(0.6):  # whoever sends one may be refused at once
        return [], b""
    random = choose.random
    text = random.randbytes(random.randint(0, _BODY))
    length, chunked = b"Content-Length: %d" % len(text), b"Transfer-Encoding: chunked"
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(text), text) if text else b"0\r\n\r\n"
    return random.choice(
        [
            ([length], text),
            ([chunked], chunks),
            ([length, chunked], chunks),
            ([length, b"Content-Length: %d" % random.randint(0, _BODY)], text),
            (
                [b"Content-Length: " + random.choice((b"-1", b"+1", b"x", b"", b"1,1", b"0x1"))],
                text,
            ),
            ([b"Content-Length: %d" % random.randint(0, _BODY)], text),
            ([b"Transfer-Encoding: " + random.choice((b"gzip", b"chunked, x", b"\xff"))], chunks),
            (
                [chunked],
                random.choice((b"zz\r\n", b"-1\r\n", b"5\r\nab", b"1;\xff\r\na\r\n0\r\n\r\n")),
            ),
        ]
    )
