"""Puts a Windows CPython together: signed libraries of a pinned wheel, the standard library as byte code."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from windows import bytecode, peparse
from windows.pins import BuildFault, Interpreter, Pins
from windows.programs import run
from windows.signatures import expect, sha256

PYTHON_VARIABLE = "LINKTESTER_PYTHON_FOR_WINDOWS"
"""Names a Python of the pinned series where the build does not find one by itself."""


def fetch(pinned: Interpreter, cache: Path) -> Path:
    """Return the pinned wheel, downloaded into `cache` unless it lies there already.

    Raises BuildFault when its hash is another.
    """
    file = cache / pinned.file
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:")
        target = ("--python-version", pinned.series, "--platform", "win_amd64", "--dest", str(cache))
        run([*pip, *target, f"{pinned.project}=={pinned.version}"])
    if sha256(file) != pinned.sha256:
        raise BuildFault(f"{file} has SHA-256 {sha256(file)}; pinned is {pinned.sha256}")
    return file


def place(pinned: Interpreter, wheel: Path, tree: Path) -> None:
    """Write the interpreter's libraries into `tree`, each with its signer asserted."""
    modules = tree / "DLLs"
    modules.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as opened:
        for names, folder in ((pinned.beside, tree), (pinned.modules, modules)):
            for name in names:
                target = folder / name
                target.write_bytes(opened.read(f"{pinned.folder}/{name}"))
                expect(target, pinned.signer)
    version = peparse.file_version(tree / pinned.library)
    # Files say 3.13.11150 for 3.13.11: the patch level times a thousand and the release's serial.
    patch = f"{version[0]}.{version[1]}.{version[2] // 1000}"
    if patch != pinned.patch:
        raise BuildFault(f"{pinned.library} is Python {patch}; pinned is {pinned.patch}")


def search_path(pinned: Interpreter, tree: Path) -> None:
    """Write the file that keeps every installed Python, the registry and the environment out."""
    stem = Path(pinned.library).stem
    lines = (f"{stem}.zip", "DLLs", "lib", "")
    (tree / f"{stem}._pth").write_text("\r\n".join(lines), encoding="utf-8", newline="")


def builder(series: str) -> Path:
    """Return a Python of `series` on this machine, to make byte code with.

    Looked for in $LINKTESTER_PYTHON_FOR_WINDOWS, as the running one, on the PATH, under pyenv and by uv.
    Raises BuildFault when there is none.
    """
    for candidate in _candidates(series):
        if _series_of(candidate) == series:
            return candidate
    raise BuildFault(f"Python {series} is needed to make byte code; name one in ${PYTHON_VARIABLE}")


def _candidates(series: str) -> Iterator[Path]:
    named = os.environ.get(PYTHON_VARIABLE)
    if named:
        yield Path(named)
    yield Path(sys.executable)
    found = shutil.which(f"python{series}")
    if found:
        yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/{series}.*/bin/python{series}"), reverse=True)
    yield from sorted((Path.home() / ".local/share/uv/python").glob(f"*-{series}.*/bin/python{series}"))


def _series_of(python: Path) -> str:
    asked = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def stdlib(pins: Pins, python: Path, tree: Path, epoch: int) -> int:
    """Write the standard library as byte code into one archive in `tree`; return the number of modules.

    Stored, not deflated: the installers compress better than an archive does, and a start reads faster.
    Raises BuildFault when too few modules were found.
    """
    place_of = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    library = Path(run([python, "-c", place_of]).strip())
    made = bytecode.compiled(python, library, lambda name: kept(name, pins.stdlib_without))
    if len(made) < pins.stdlib_fewest:
        raise BuildFault(f"only {len(made)} modules found in {library}")
    stem = Path(pins.interpreter.library).stem
    with zipfile.ZipFile(tree / f"{stem}.zip", "w", zipfile.ZIP_STORED) as archive:
        for name, code in sorted(made.items()):
            archive.writestr(zipfile.ZipInfo(name, bytecode.moment(epoch)), code)
    shutil.copyfile(library / "LICENSE.txt", tree / "LICENSE-Python.txt")
    return len(made)


def kept(name: str, without: tuple[str, ...]) -> bool:
    """Return whether the module file `name` stays, a path with `/`, of which no part matches `without`."""
    return not any(fnmatch(part, pattern) for part in PurePosixPath(name).parts for pattern in without)
