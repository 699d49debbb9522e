"""What `docs/deploy.md` lets one change: the page under a path, and TLS with HTTP/2."""

import html
import re
import shutil
import ssl
import subprocess
import urllib.request

import pytest
from sandbox import PATIENCE, Sandbox

PREFIX = "/neuron"


def get(place: Sandbox, path: str) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(place.url + path, headers={"Host": "school.example"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        return response.read(), dict(response.headers)


def test_under_a_path_everything_that_the_page_offers_is_there(
    machine_under_a_path: Sandbox,
) -> None:
    page = html.unescape(get(machine_under_a_path, f"{PREFIX}/")[0].decode())
    offered = set(re.findall(r'"(/(?:neuron|static|api|drawer)[^" ]*)"', page))
    assert any("/static/" in address for address in offered)
    assert any("/api/run/events" in address for address in offered)
    for address in offered:
        assert address.startswith(f"{PREFIX}/"), address
        assert get(machine_under_a_path, address)[0], address


def test_under_a_path_files_and_runs_are_kept_too(machine_under_a_path: Sandbox) -> None:
    page = html.unescape(get(machine_under_a_path, f"{PREFIX}/?seed=31")[0].decode())
    for pattern in (r'src="([^"]+lesson\.js)"', r'"(/neuron/api/run/events[^"]+)"'):
        found = re.search(pattern, page)
        assert found
        get(machine_under_a_path, found[1])
        assert get(machine_under_a_path, found[1])[1]["X-Cache-Status"] == "HIT"


needs_tls = pytest.mark.skipif(
    shutil.which("openssl") is None or not ssl.HAS_ALPN, reason="openssl is not installed"
)


@needs_tls
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_with_a_certificate_it_speaks_http_2_and_asks_to_stay_with_tls(
    machine_with_tls: tuple[Sandbox, int],
) -> None:
    _, port = machine_with_tls
    resolved = f"school.example:{port}:127.0.0.1"
    command = ["curl", "--silent", "--insecure", "--http2", "--include", "--resolve", resolved]
    address = f"https://school.example:{port}/class"
    done = subprocess.run([*command, address], capture_output=True, check=True, text=True)
    assert done.stdout.startswith("HTTP/2 200")
    assert "strict-transport-security: max-age=31536000" in done.stdout
    assert f'href="https://school.example:{port}/"' in done.stdout
