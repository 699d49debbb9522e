"""What the system grants: each in a process of its own, which it changes for good."""

import subprocess
import sys

import pytest

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

FRAGMENTED = """
import re, sys
from pathlib import Path
from webapp.web.serving.limits import return_free_memory

if sys.argv[1] == "yes":
    return_free_memory()

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

warm = [bytes(1 << 20) for _ in range(9)]
del warm  # from here on the C library keeps blocks of that size
before = held()
blocks = [b"x" * 100_000 for _ in range(1000)]
full = held()
del blocks[:-1:10], blocks[:-1:9], blocks[:-1:2], blocks[:-1:2], blocks[:-1:2]
print(len(blocks), full - before, held() - before)
"""

LIMITED = """
import resource, sys
soft, hard, wanted = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
from webapp.web.serving.limits import grant_connections
print(grant_connections(wanted), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def told(code: str, *arguments: str) -> list[int]:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [int(number) for number in done.stdout.split()]


@linux
def test_memory_that_is_free_goes_back_to_the_system() -> None:
    left, full, afterwards = told(FRAGMENTED, "yes")
    assert full > 90
    assert afterwards < left * 0.1 + 10
    assert told(FRAGMENTED, "no")[2] > afterwards + 10, "which it would not do by itself"


@linux
@pytest.mark.parametrize(
    ("soft", "hard", "wanted", "granted"),
    [(256, 900, 700, 700), (256, 400, 700, 400), (800, 900, 700, 700)],
)
def test_as_many_connections_are_granted_as_are_allowed(
    soft: int, hard: int, wanted: int, granted: int
) -> None:
    given, new_soft, new_hard = told(LIMITED, str(soft), str(hard), str(wanted))
    assert given == granted
    assert new_soft == max(soft, granted)
    assert new_hard == hard
