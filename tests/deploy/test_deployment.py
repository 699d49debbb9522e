"""The set-ups of `docs/deploy.md`, really set up: what they serve, and what they stand."""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing
from itertools import pairwise
from pathlib import Path

import pytest
from events import read_events
from sandbox import PATIENCE, ROOT, Sandbox, commands, free_port

from webapp.web.app import create_app

HOST = "school.example"
RUN = "/api/run/events?iterations=20000&seed=5"
LONG = "/api/run/events?iterations=400000"
LAST = {"Last-Event-ID": "9000"}
WORKERS = 2
READERS = 60  # more than a small machine's workers have threads


class Answer:
    """What came back: the status, the headers, and the body with the times its parts came."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers
        self.times: list[float] = []
        parts = []
        while part := response.read1():
            parts.append(part)
            self.times.append(time.monotonic())
        self.body = b"".join(parts)


def connect(place: Sandbox) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)


def get(place: Sandbox, path: str, method: str = "GET", **headers: str) -> Answer:
    with closing(connect(place)) as connection:
        connection.request(method, path, headers={"Host": HOST, **headers})
        return Answer(connection.getresponse())


def own(path: str, **headers: str) -> bytes:
    """What the application itself answers, without any server."""
    return create_app().test_client().get(path, headers=headers).data


def check(place: Sandbox, section: str) -> None:
    """Run the document's way to see that it works."""
    [line] = commands(section, -1)
    command = shlex.split(line.replace("http://127.0.0.1/", f"{place.url}/"))
    done = subprocess.run([*command, "--silent"], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout)["status"] == "ok"


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@needs_curl
def test_behind_nginx_it_works_as_the_document_lets_one_see(machine: Sandbox) -> None:
    check(machine, "One machine")


@pytest.mark.parametrize("path", ["/", "/drawer", "/api/run", "/api/run.py", RUN])
def test_what_is_served_is_what_the_application_says(machine: Sandbox, path: str) -> None:
    answer = get(machine, path)
    assert answer.status == 200
    assert answer.body == own(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_resumed_stream_continues(machine: Sandbox) -> None:
    get(machine, RUN)
    answer = get(machine, RUN, **LAST)
    assert answer.body == own(RUN, **LAST)
    assert read_events(answer.body)[1].data["iteration"][0] == 9001


def test_the_longest_query_passes_and_a_longer_one_is_told_so(machine: Sandbox) -> None:
    assert get(machine, f"/api/run/events?{'rate=0.5'.ljust(8000, '0')}").status == 200
    assert get(machine, f"/api/run?{'rate=0.5'.ljust(8001, '0')}").status == 414


@pytest.mark.parametrize("is_kept", [False, True])
def test_the_blocks_of_a_long_run_arrive_one_by_one(machine: Sandbox, is_kept: bool) -> None:
    path = named_stream(machine, "iterations=400000&seed=8") if is_kept else f"{LONG}&seed=9"
    asked = time.monotonic()
    answer = get(machine, path)
    assert answer.headers["X-Cache-Status"] == ("MISS" if is_kept else "BYPASS")
    times = [moment - asked for moment in answer.times]
    assert len(times) > 20
    assert times[0] < times[-1] / 4
    longest = max(after - before for before, after in pairwise(times))
    assert longest < times[-1] / 2


def test_head_says_the_same_and_trains_nothing(machine: Sandbox) -> None:
    asked = time.monotonic()
    answer = get(machine, f"{LONG}&seed=77", method="HEAD")
    assert answer.status == 200
    assert answer.body == b""
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert time.monotonic() - asked < 1


def ask(place: Sandbox, request: str) -> socket.socket:
    """Ask without reading, and with little room for what comes."""
    asking = socket.socket()
    asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    asking.settimeout(PATIENCE)
    asking.connect(("127.0.0.1", place.port))
    asking.sendall(request.encode())
    return asking


def seconds_to_answer(place: Sandbox) -> float:
    asked = time.monotonic()
    assert get(place, "/healthz").status == 200
    return time.monotonic() - asked


def test_whoever_sends_half_a_request_holds_nobody_else_up(small_machine: Sandbox) -> None:
    with ExitStack() as all_open:
        for half in ("GET / HTTP/1.1\r\nHost: sch", "GE", f"GET / HTTP/1.1\r\nHost: {HOST}\r\nA"):
            for _ in range(READERS):
                all_open.enter_context(closing(ask(small_machine, half)))
        assert seconds_to_answer(small_machine) < 2


def test_whoever_asks_and_does_not_read_holds_nobody_else_up(small_machine: Sandbox) -> None:
    whole = f"GET /api/run/events?iterations=300000 HTTP/1.1\r\nHost: {HOST}\r\n\r\n"
    with ExitStack() as all_open:
        for _ in range(READERS):
            all_open.enter_context(closing(ask(small_machine, whole)))
        time_limit = time.monotonic() + PATIENCE
        while seconds_to_answer(small_machine) > 1:  # until nginx has taken all that was computed
            assert time.monotonic() < time_limit


def test_a_foreign_name_is_refused(machine: Sandbox) -> None:
    assert get(machine, "/", Host="evil.example").status == 421


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Forwarded-Prefix", "/evil"),
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("SCRIPT-NAME", "/evil"),
        ("SCRIPT_NAME", "/evil"),
    ],
)
def test_what_only_a_proxy_may_say_nobody_else_can(
    machine: Sandbox, header: str, value: str
) -> None:
    said = get(machine, "/class", **{header: value})
    assert said.status == 200
    assert said.body == get(machine, "/class").body


def all_at_once(place: Sandbox, path: str, count: int) -> list[Answer]:
    answers: list[Answer] = []
    viewers = [
        threading.Thread(target=lambda: answers.append(get(place, path))) for _ in range(count)
    ]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join(PATIENCE)
    assert len(answers) == count
    return answers


def test_thirty_who_open_the_page_at_once_do_not_wait_for_each_other(machine: Sandbox) -> None:
    get(machine, "/?seed=30")
    asked = time.monotonic()
    answers = all_at_once(machine, "/?seed=30", 30)
    assert {answer.status for answer in answers} == {200}
    assert time.monotonic() - asked < 1.5


def test_a_file_is_asked_of_the_application_once(machine: Sandbox) -> None:
    found = re.search(rb'src="(/static/[^"]+)"', get(machine, "/").body)
    assert found
    path = found[1].decode()
    first = get(machine, path)
    again = get(machine, path)
    assert again.headers["X-Cache-Status"] == "HIT"
    assert again.body == first.body
    assert again.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def named_stream(place: Sandbox, query: str) -> str:
    """A run's stream at the address that never changes."""
    path: str = json.loads(get(place, f"/api/run?{query}").body)["links"]["events"]
    assert "v=" in path
    return path


def test_many_viewers_of_a_run_are_one_request_to_the_application(machine: Sandbox) -> None:
    path = named_stream(machine, "iterations=5000&seed=99")
    answers = all_at_once(machine, path, 30)
    assert len({answer.body for answer in answers}) == 1
    statuses = [answer.headers["X-Cache-Status"] for answer in answers]
    assert statuses.count("MISS") == 1
    assert statuses.count("HIT") == 29


def workers_of(place: Sandbox) -> list[int]:
    """The application's processes that answer, by what the system says of their parent."""
    master = place.processes["application"].pid
    children = Path(f"/proc/{master}/task/{master}/children").read_text("ascii")
    return [int(number) for number in children.split()]


has_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's /proc")


def cut(place: Sandbox, path: str, numbers: list[int]) -> bytes:
    """Read the beginning of a stream, and kill those that send it; gives what came."""
    received = b""
    with closing(connect(place)) as connection:
        connection.request("GET", path, headers={"Host": HOST})
        response = connection.getresponse()
        while received.count(b"event: snapshots") < 3:
            received += response.read1()
        for number in numbers:
            os.kill(number, signal.SIGKILL)
        try:
            while part := response.read1():
                received += part
        except (http.client.HTTPException, OSError):
            pass
    return received


def resumed(place: Sandbox, path: str, received: bytes) -> bytes:
    """Go on after the last whole event; gives the whole, as if it had never been cut."""
    whole = received[: received.rindex(b"\n\n") + 2]
    last = int(re.findall(rb"\nid: ([0-9]+)\n", whole)[-1])
    deadline = time.monotonic() + PATIENCE
    while (answer := get(place, path, **{"Last-Event-ID": str(last)})).status != 200:
        assert time.monotonic() < deadline
    started, _, rest = answer.body.partition(b"\n\n")
    assert started == whole.partition(b"\n\n")[0]
    return whole + rest


def snapshots_of(stream: bytes) -> list[object]:
    """Everything a run's blocks hold, wherever they are divided, and its end."""
    found: list[object] = []
    for event in read_events(stream):
        if event.name == "snapshots":
            found += zip(*(event.data[name] for name in event.data), strict=True)
        elif event.name == "finished":
            found.append(event.data)
    return found


@has_proc
def test_a_stream_whose_workers_are_killed_is_taken_up_bit_for_bit(machine: Sandbox) -> None:
    path = f"{LONG}&seed=3"
    assert len(workers_of(machine)) == WORKERS
    received = cut(machine, path, workers_of(machine))
    assert b"event: finished" not in received
    assert snapshots_of(resumed(machine, path, received)) == snapshots_of(own(path))
    machine.wait()


@needs_curl
def test_behind_a_balancer_it_works_as_the_document_lets_one_see(balancer: Sandbox) -> None:
    check(balancer, "Several machines")


@has_proc
def test_a_stream_cut_on_one_machine_is_taken_up_on_another(
    balancer: Sandbox, machine: Sandbox, second_machine: Sandbox
) -> None:
    path = f"{LONG}&seed=4"
    both = workers_of(machine) + workers_of(second_machine)
    received = cut(balancer, path, both)
    machine.stop("application", signal.SIGKILL)
    try:
        assert snapshots_of(resumed(balancer, path, received)) == snapshots_of(own(path))
        for _ in range(6):
            assert get(balancer, "/healthz").status == 200
    finally:
        (machine.root / "run/nine-lines/http.sock").unlink(missing_ok=True)
        machine.start_application()
        machine.wait()


def test_stopping_lets_an_answer_end(machine: Sandbox) -> None:
    with closing(connect(machine)) as connection:
        connection.request("GET", "/api/run/events?iterations=100000", headers={"Host": HOST})
        response = connection.getresponse()
        begun = response.read1()
        stopping = threading.Thread(target=lambda: statuses.append(machine.stop("application")))
        statuses: list[int] = []
        stopping.start()
        received = begun + response.read()
        stopping.join(PATIENCE)
    assert statuses == [0]
    assert read_events(received)[-1].name == "finished"
    machine.start_application()
    machine.wait()


@needs_curl
def test_on_a_laptop_it_works_as_the_document_lets_one_see(tmp_path: Path) -> None:
    [serve] = [line for line in commands("A laptop") if "serve" in line]
    laptop = Sandbox(tmp_path)
    program = Path(sys.executable).with_name(Path(shlex.split(serve)[0]).name)
    options = [*shlex.split(serve)[1:], "--port", str(laptop.port), "--no-browser"]
    laptop.start("server", [str(program), *options])
    laptop.wait(host="localhost")
    [line] = commands("A laptop", 1)
    command = shlex.split(line.replace("8000", str(laptop.port)))
    done = subprocess.run([*command, "--silent"], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout)["status"] == "ok"
    assert laptop.stop("server", signal.SIGINT) == 0


CONTAINERFILE = (ROOT / "docs" / "deploy" / "Containerfile").read_text("utf-8")


def test_the_container_is_made_of_what_is_there() -> None:
    copied = re.findall(r"^COPY (.*) \S+$", CONTAINERFILE, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert "webapp" in names
    for name in names:
        assert (ROOT / name).exists(), name


def test_the_containers_command_serves_and_its_check_says_so(tmp_path: Path) -> None:
    port = str(free_port())
    commands = [
        json.loads(written.replace("8000", port))
        for written in re.findall(r"^(?:ENTRYPOINT|HEALTHCHECK CMD) (\[.*\])$", CONTAINERFILE, re.M)
    ]
    [check, serve] = commands
    container = Sandbox(tmp_path)
    container.port = int(port)
    container.start("server", [str(Path(sys.executable).with_name(serve[0])), *serve[1:]])
    container.wait(host="localhost")
    subprocess.run([sys.executable, *check[1:]], check=True)
    assert container.stop("server") == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_service_is_as_safe_as_systemd_says_that_one_can_be() -> None:
    unit = ROOT / "docs" / "deploy" / "nine-lines.service"
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(unit)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["nginx.conf", "balancer.conf"])
def test_no_server_of_nginx_waits_long_for_a_request(name: str) -> None:
    """Neither the one that answers to no name: it waits until the name is there."""
    text = (ROOT / "docs" / "deploy" / name).read_text("utf-8")
    servers = re.findall(r"^server \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    assert len(servers) == 2
    for server in servers:
        assert "client_header_timeout 10s;" in server
