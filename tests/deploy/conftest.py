"""The machines that the tests of deployment set up, each once for all of them."""

from collections.abc import Iterator

import pytest
from sandbox import NGINX, Sandbox, commands

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


def set_up(factory: pytest.TempPathFactory, name: str, **variables: str) -> Iterator[Sandbox]:
    if NGINX is None:
        pytest.skip("nginx is not installed (on Debian: apt-get install nginx-light)")
    sandbox = Sandbox(factory.mktemp(name))
    sandbox.variables = variables
    try:
        sandbox.run(commands(WITH_NGINX))
        sandbox.wait()
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
