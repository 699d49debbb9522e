"""A machine to set up as `docs/deploy.md` says, within a folder: its commands, run for real.

The documents' commands run as they are written, but for paths, which lie within the folder,
ports, which are free ones, and what only a real machine can do: accounts, installing, and
systemd, in whose place the unit's own command is started.
"""

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
import urllib.error
import urllib.request
from collections.abc import Callable
from configparser import RawConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "deploy.md").read_text("utf-8")
PATIENCE = 30  # seconds
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

_PROGRAMS = Path(sys.executable).parent
_PLACES = re.compile(r"(?<![\w.])/(?:etc|var|run|opt)/[\w./-]+")
# Done already, or for real machines alone.
_ELSEWHERE = re.compile(r"python3 -m venv |\S+/pip install |useradd ")
_MAIN = """
daemon off; {user} worker_processes 1; pid {root}/nginx.pid; error_log {root}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy;
    fastcgi_temp_path {root}/fastcgi; uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
    include {root}/etc/nginx/conf.d/*.conf;
}}
"""


def commands(section: str, number: int = 0) -> list[str]:
    """The lines of a section's blocks of commands, by the words its title begins with."""
    _, _, rest = DOCUMENT.partition(f"\n## {section}")
    assert rest, section
    blocks = re.findall(r"```sh\n(.*?)```", rest.partition("\n## ")[0], re.DOTALL)
    lines: list[str] = blocks[number].splitlines()
    return lines


def snippet(section: str) -> str:
    """The lines of configuration that a section shows, by the words its title begins with."""
    _, _, rest = DOCUMENT.partition(f"# {section}")
    return rest.partition("```nginx\n")[2].partition("```")[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sandbox:
    """One machine: a folder, a port for its web server, and what was started there."""

    def __init__(self, root: Path, **replaced: str) -> None:
        self.root, self.port = root, free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.variables: dict[str, str] = {}  # for the application, beside those of its unit
        self.edit: Callable[[str], str] = str  # what its owner changes in nginx's configuration
        self._replaced = replaced
        for folder in ("etc/nginx/conf.d", "etc/nginx/sites-enabled", "etc/systemd/system"):
            (root / folder).mkdir(parents=True)
        (root / "run" / "nine-lines").mkdir(parents=True)  # which systemd makes
        user = "user root;" if os.geteuid() == 0 else ""
        (root / "nginx.conf").write_text(_MAIN.format(root=root, user=user), "utf-8")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, lines: list[str]) -> None:
        """Run commands one after the other; one that fails is an error."""
        for line in lines:
            if not _ELSEWHERE.match(line):
                self._run(line)

    def _run(self, line: str) -> None:
        if line == "systemctl enable --now nine-lines":
            self.start_application()
        elif line == "systemctl reload nginx":
            self.start("nginx", [str(NGINX), "-c", f"{self.root}/nginx.conf"])
        elif line == "nginx -t":
            command = [str(NGINX), "-t", "-q", "-c", f"{self.root}/nginx.conf"]
            subprocess.run(command, check=True)
        else:
            assert line.split()[0] in ("cp", "rm", "mkdir"), line
            subprocess.run(shlex.split(self._within(line)), cwd=ROOT, check=True)
            self._adapt()

    def _within(self, text: str) -> str:
        return _PLACES.sub(lambda found: f"{self.root}{found[0]}", text)

    def _adapt(self) -> None:
        """Let the files that were copied here speak of this folder and its port."""
        for path in (self.root / "etc").rglob("*"):
            if path.is_file() and f"{self.root}" not in (text := path.read_text("utf-8")):
                if path.name == "nine-lines.conf":
                    text = self.edit(text)
                text = self._within(text).replace("    listen [::]:80", "    # listen [::]:80")
                text = text.replace("    listen 80", f"    listen 127.0.0.1:{self.port}")
                for there, here in self._replaced.items():
                    text = text.replace(there.replace("_", "."), here)
                path.write_text(f"{text}\n# {self.root}\n", "utf-8")

    def start_application(self) -> None:
        """Start what the unit starts, with the variables that it sets."""
        unit = RawConfigParser(strict=False)
        unit.optionxform = str  # type: ignore[method-assign, assignment]
        text = (self.root / "etc/systemd/system/nine-lines.service").read_text("utf-8")
        unit.read_string(text)
        command = shlex.split(unit["Service"]["ExecStart"])
        program = _PROGRAMS / Path(command[0]).name
        variables = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.MULTILINE))
        self.start("application", [str(program), *command[1:]], **variables | self.variables)

    def start(self, name: str, command: list[str], **variables: str) -> None:
        output = (self.root / f"{name}.out").open("ab")
        with output:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            )

    def stop(self, name: str, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop what was started under a name; gives its exit status."""
        process = self.processes.pop(name)
        process.send_signal(number)
        return process.wait(PATIENCE)

    def said(self, name: str) -> str:
        return (self.root / f"{name}.out").read_text("utf-8")

    def wait(self, path: str = "/healthz", host: str = "school.example") -> None:
        """Wait until it answers."""
        pause, deadline = threading.Event(), time.monotonic() + PATIENCE
        request = urllib.request.Request(self.url + path, headers={"Host": host})
        while True:
            try:
                urllib.request.urlopen(request, timeout=PATIENCE).close()
                return
            except OSError as error:
                if isinstance(error, urllib.error.HTTPError):
                    error.close()
                assert time.monotonic() < deadline, [self.said(name) for name in self.processes]
                assert all(each.poll() is None for each in self.processes.values())
                pause.wait(0.02)

    def close(self) -> None:
        """Stop all that was started; whatever ended badly is an error, once all has ended."""
        ended = {name: self.stop(name) for name in list(self.processes)}
        badly = [self.said(name) for name, status in ended.items() if status != 0]
        assert not badly, badly
