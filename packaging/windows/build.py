"""Builds the two Windows installers of a source tree on Linux."""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from project import tell
from sign import sign_windows

from windows import (
    bytecode,
    closure,
    forwarder,
    icons,
    interpreter,
    launchers,
    msi,
    notices,
    nsis,
    wheels,
)
from windows.pins import HERE, Associations, BuildFault, Pins, associations, pins
from windows.programs import require

CACHE_VARIABLE = "LINKTESTER_PACKAGE_CACHE"
LIBRARIES = "lib"
_EPOCH = 1_767_225_600
"""The date of files where neither the environment nor the history tells one."""


def main(arguments: list[str]) -> int:
    """Build into the folder that the first argument names (`dist` without one); return the exit code."""
    source = HERE.parents[1]
    out = Path(arguments[0] if arguments else source / "dist").resolve()
    version = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    try:
        made = build(source, out, version)
    except BuildFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    for file in made:
        sys.stdout.write(f"{file}  {file.stat().st_size:,} octets\n")
    return 0


@dataclass(frozen=True, slots=True)
class Job:
    """One build."""

    source: Path
    tree: Path
    """What is installed, in the making."""
    work: Path
    version: str
    dated: int
    """Seconds that every file carries."""
    pinned: Pins
    known: Associations


def build(source: Path, out: Path, version: str) -> list[Path]:
    """Build `setup.exe` and `.msi` of the tree `source` into `out`; return both.

    Needs Debian's tools, a Python 3.13 of this machine, uv, and the package registry for what is not in
    $LINKTESTER_PACKAGE_CACHE yet. The launchers are signed where a certificate is named, the installers are
    left to whoever signs what is handed out. Raises BuildFault.
    """
    pinned, known = pins(), associations()
    require(pinned.tools)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="linktester-windows-") as name:
        work = Path(name)
        job = Job(source, work / "tree", work, version, epoch(source), pinned, known)
        icon = icons.make(source, work / "linktester.ico")
        grow(job)
        setup = nsis.Setup(job.tree, icon, version, out / f"linktester-{version}-setup.exe")
        package = nsis.Setup(job.tree, icon, version, out / f"linktester-{version}-x64.msi")
        return [nsis.make(setup, known, work, job.dated), msi.make(package, known, work, job.dated)]


def grow(job: Job) -> None:
    """Put everything that is installed into the tree, proved complete. Raises BuildFault."""
    tree, taken = job.tree, job.pinned.interpreter
    tree.mkdir()
    python = interpreter.builder(taken.series)
    interpreter.place(taken, interpreter.fetch(taken, cache()), tree)
    interpreter.search_path(taken, tree)
    interpreter.stdlib(job.pinned, python, tree, job.dated)
    forwarder.make(tree / taken.library, tree / "python3.dll", job.work)
    bring_libraries(job.source, tree, job.pinned)
    bring_own(job.source, tree)
    notices.write(tree, job.pinned)
    compile_libraries(python, tree / LIBRARIES, job.pinned)
    launchers.make(tree, launchers.Inside(taken.library, job.known.scheme, job.version), job.work)
    for launcher in launchers.LAUNCHERS:
        sign_windows(tree / f"{launcher.name}.exe", os.environ)
    closure.check(tree, job.pinned)
    dating(tree, job.dated)
    measure(tree, job.pinned.most_octets)


def measure(tree: Path, most: int) -> None:
    """Tell how large the tree is. Raises BuildFault where that is too large."""
    octets = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())
    tell(f"Windows tree: {octets / 1e6:.1f} MB")
    if octets > most:
        raise BuildFault(f"the tree has {octets:,} octets; at most {most:,} are allowed")


def bring_libraries(source: Path, tree: Path, pinned: Pins) -> None:
    """Put the pinned libraries into `tree`, trimmed, those of Qt with their signer asserted."""
    libraries = tree / LIBRARIES
    lock = source / "requirements.lock"
    wheels.install(lock, pinned.interpreter.series, libraries)
    lacking = wheels.lacking_by_marker(lock.read_text(encoding="utf-8"), libraries)
    if lacking:
        raise BuildFault(f"not installed though pinned for Windows: {', '.join(lacking)}")
    unknown = wheels.imported_qt(source / "linktester") - set(pinned.qt.modules)
    if unknown:
        raise BuildFault(f"linktester uses {', '.join(sorted(unknown))}; pins.toml does not keep it")
    wheels.take_runtime(pinned.runtime, libraries, tree, pinned.qt.signer)
    wheels.trim(libraries, pinned)
    wheels.expect_qt(libraries, pinned.qt)


def bring_own(source: Path, tree: Path) -> None:
    """Put linktester itself, what starts it, and its licence into `tree`."""
    leave = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(source / "linktester", tree / LIBRARIES / "linktester", ignore=leave)
    shutil.copyfile(launchers.SOURCES / "linktester_start.py", tree / LIBRARIES / "linktester_start.py")
    (tree / "LICENSE.txt").write_bytes((source / "LICENSE").read_bytes())


def compile_libraries(python: Path, libraries: Path, pinned: Pins) -> None:
    """Turn sources into byte code: beside them where a licence wants them readable, else in their place."""
    as_source = pinned.licences["as_source"]
    bytecode.replace_sources(
        python, libraries, lambda name: not name.startswith((*as_source, "linktester/data/"))
    )
    for name in as_source:
        bytecode.accompany_sources(python, libraries / name, pinned.interpreter.series)


def cache() -> Path:
    """Return where the interpreter's wheel is kept between builds."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path.home() / ".cache" / "linktester-packaging"


def epoch(source: Path) -> int:
    """Return the seconds that every file of the tree carries: $SOURCE_DATE_EPOCH, else the last commit's."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    asked = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, cwd=source, capture_output=True, text=True, check=False)
    told = done.stdout.strip()
    return int(told) if done.returncode == 0 and told else _EPOCH


def dating(tree: Path, seconds: int) -> None:
    """Give every file and folder the one date."""
    for path in sorted(tree.rglob("*"), reverse=True):
        os.utime(path, (seconds, seconds), follow_symlinks=False)
