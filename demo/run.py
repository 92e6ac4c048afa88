"""The whole of Causeway with one command: `python -m demo.run`. Ctrl-C stops all of it."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from types import FrameType

from demo.schema import forget_strange_schema
from demo.services import DEMO_TUNING, Postgres, Valkey, die_with_parent
from demo.sign_ins import PASSWORD, SIGN_INS

CHECKOUT = Path(__file__).resolve().parent.parent
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    options = _options()
    _end_on_signals()
    _require_free(options.port)
    folder = _state_folder(options.port)
    with ExitStack() as running:
        postgres, valkey = Postgres(folder, DEMO_TUNING), Valkey(folder)
        for service in (postgres, valkey):
            running.callback(service.stop)
            service.start()
        os.environ.update(_environment(postgres, valkey, options.port))
        forget_strange_schema(postgres.url)
        data = ["--data", str(options.data)] if options.data else []
        _manage("load_demo", "--scale", options.scale, *data)
        parts = _start_parts(running, folder, options.port)
        _wait_until_served(options.port, parts)
        _welcome(postgres, valkey, options.port)
        _watch(parts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--scale", choices=["small", "national"], default="small")
    parser.add_argument("--data", type=_folder, help="load the real open data in this folder instead")
    return parser.parse_args()


def _folder(name: str) -> Path:
    path = Path(name).expanduser().resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {name}")
    return path


def _end_on_signals() -> None:
    def end(_signal: int, _frame: FrameType | None) -> None:
        for each in ENDINGS:  # a second Ctrl-C must not interrupt the stopping
            signal.signal(each, signal.SIG_IGN)
        sys.exit(0)

    for each in ENDINGS:
        signal.signal(each, end)


def _require_free(port: int) -> None:
    """A demo that was just killed may hold its port for a moment."""
    until = time.monotonic() + 5
    while True:
        with suppress(OSError), socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            candidate.bind(("127.0.0.1", port))
            return
        if time.monotonic() > until:
            sys.exit(f"Port {port} is in use. Choose another: make demo PORT={port + 1}")
        time.sleep(0.1)


def _state_folder(port: int) -> Path:
    """One for each checkout and port. Short, for a socket's path may have 107 bytes; kept from run to run."""
    mark = sha256(f"{CHECKOUT}:{port}".encode()).hexdigest()[:10]
    folder = Path("/var/tmp") / f"causeway-{os.geteuid()}-{mark}"
    folder.mkdir(exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        sys.exit(f"{folder} belongs to somebody else. Remove it and start again.")
    folder.chmod(0o755)  # the account that PostgreSQL runs as must be able to walk in
    return folder


def _environment(postgres: Postgres, valkey: Valkey, port: int) -> dict[str, str]:
    return {
        "DEMO": "1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DATABASE_URL": postgres.url,
        "REDIS_URL": valkey.url,
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }


def _manage(*command: str) -> None:
    process = _launch("manage.py", *command)
    try:
        if process.wait() != 0:
            sys.exit(f"{command[0]} failed, so the demo cannot start.")
    finally:
        _stop(process)  # it still runs when Ctrl-C came


def _start_parts(running: ExitStack, folder: Path, port: int) -> dict[str, subprocess.Popen[bytes]]:
    """The last one started is the first one stopped: the web takes no more work before the worker ends."""
    celery = "-W ignore -m celery --app config.celery --quiet"  # it warns about root, which is no matter here
    commands = {
        "worker": f"{celery} worker --loglevel warning --pool threads --concurrency 2",
        "beat": f"{celery} beat --loglevel warning --schedule {folder}/beat --pidfile=",
        "web": f"-m gunicorn config.wsgi --bind 127.0.0.1:{port} --log-level warning "
        "--worker-class gthread --workers 2 --threads 4 --graceful-timeout 5",
    }
    parts = {}
    for name, command in commands.items():
        parts[name] = _launch(*command.split())
        running.callback(_stop, parts[name])
    return parts


def _launch(*arguments: str) -> subprocess.Popen[bytes]:
    """Python in a session of its own: the terminal's Ctrl-C reaches us alone, and we stop things in order."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_served(port: int, parts: dict[str, subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        _require_alive(parts)
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return
        time.sleep(0.05)
    sys.exit("The web server did not answer within a minute.")


def _welcome(postgres: Postgres, valkey: Valkey, port: int) -> None:
    print(f"Causeway is ready: http://127.0.0.1:{port}/")
    print(f"\nSign in with the password {PASSWORD} as")
    for address, role in SIGN_INS.items():
        print(f"  {address:<26}{role}")
    print("\nFor manage.py commands in a second terminal:")
    print(f"DATABASE_URL={postgres.url}")
    print(f"REDIS_URL={valkey.url}", flush=True)


def _watch(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        _require_alive(parts)
        time.sleep(0.5)


def _require_alive(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in parts.items():
        if process.poll() is not None:
            sys.exit(f"The {name} ended by itself with code {process.returncode}, so the demo ends too.")


if __name__ == "__main__":
    main()
