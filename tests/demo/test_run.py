import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return int(candidate.getsockname()[1])


def _run(port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "demo.run", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _read_until(process: subprocess.Popen[str], start_of_line: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith(start_of_line):
            break
    return said


def _state_folder(said: str) -> Path:
    found = re.search(r"^REDIS_URL=unix://(.*)/valkey\.sock$", said, re.MULTILINE)
    assert found, said
    return Path(found[1])


def _alive(folder: Path) -> list[str]:
    """Processes that name the folder in their command line."""
    commands = map(_command_line, Path("/proc").glob("[0-9]*/cmdline"))
    return [command.decode() for command in commands if bytes(folder) in command]


def _command_line(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return b""


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -9)])
def test_one_command_starts_everything_and_its_end_leaves_nothing(ending: signal.Signals, code: int) -> None:
    port = _free_port()
    process = _run(port)
    said = _read_until(process, "REDIS_URL=")
    folder = _state_folder(said)
    try:
        assert f"Causeway is ready: http://127.0.0.1:{port}/\n" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as response:
            assert response.read() == b"database ok\nbroker ok\n"
        os.kill(process.pid, ending)
        assert process.wait(60) == code
        until = time.monotonic() + 30
        while _alive(folder) and time.monotonic() < until:
            time.sleep(0.2)
        assert _alive(folder) == []
        with pytest.raises(URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
    finally:
        process.kill()
        process.communicate()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_port_in_use_is_refused_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said, _ = _run(port).communicate(timeout=60)
    assert said == f"Port {port} is in use. Choose another: make demo PORT={port + 1}\n"
