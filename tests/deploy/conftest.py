"""The machines that the tests of deployment set up, each once for all of them."""

import re
import subprocess
from collections.abc import Callable, Iterator

import pytest
from sandbox import NGINX, Sandbox, commands, free_port, snippet

WITH_NGINX = "One machine"
BALANCED = "Several machines"


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """gunicorn behind nginx, as the document sets it up."""
    yield from set_up(tmp_path_factory, "machine")


@pytest.fixture(scope="session")
def second_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The same once more."""
    yield from set_up(tmp_path_factory, "second")


@pytest.fixture(scope="session")
def small_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The same with few threads, which fewer clients could keep busy."""
    yield from set_up(tmp_path_factory, "small", GUNICORN_CMD_ARGS="--threads 16")


@pytest.fixture(scope="session")
def machine_under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The same with the lines that the document shows for a path in the places of theirs."""

    def edit(text: str) -> str:
        for line in filter(None, map(str.strip, snippet("Under a path").splitlines())):
            directive = re.escape(re.sub(r"\S+( \{|;)$", "", line))
            text, count = re.subn(rf"^( +){directive}\S+( \{{|;)$", rf"\1{line}", text, flags=re.M)
            assert count == 1, line
        return text

    yield from set_up(tmp_path_factory, "path", edit, "/neuron/healthz")


@pytest.fixture(scope="session")
def machine_with_tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sandbox, int]]:
    """The same with the lines for TLS, which are comments, and its port."""
    folder, port = tmp_path_factory.mktemp("certificate"), free_port()
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=school.example", "-addext", "subjectAltName=DNS:school.example"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)

    def edit(text: str) -> str:
        text = re.sub(r"# (listen 443|ssl_|add_header Strict)", r"\1", text)
        text = text.replace("/etc/letsencrypt/live/school.example", str(folder))
        return text.replace("listen 443", f"listen 127.0.0.1:{port}")

    for machine in set_up(tmp_path_factory, "tls", edit):
        yield machine, port


def set_up(
    factory: pytest.TempPathFactory,
    name: str,
    edit: Callable[[str], str] = str,
    checked: str = "/healthz",
    **variables: str,
) -> Iterator[Sandbox]:
    if NGINX is None:
        pytest.skip("nginx is not installed (on Debian: apt-get install nginx-light)")
    sandbox = Sandbox(factory.mktemp(name))
    sandbox.variables, sandbox.edit = variables, edit
    try:
        sandbox.run(commands(WITH_NGINX))
        sandbox.wait(checked)
        yield sandbox
    finally:
        sandbox.close()


@pytest.fixture(scope="session")
def balancer(
    tmp_path_factory: pytest.TempPathFactory, machine: Sandbox, second_machine: Sandbox
) -> Iterator[Sandbox]:
    """A balancer before both machines, as the document sets it up."""
    addresses = {
        "10_0_0_11:80": f"127.0.0.1:{machine.port}",
        "10_0_0_12:80": f"127.0.0.1:{second_machine.port}",
    }
    sandbox = Sandbox(tmp_path_factory.mktemp("balancer"), **addresses)
    try:
        sandbox.run(commands(BALANCED))
        sandbox.wait()
        yield sandbox
    finally:
        sandbox.close()
