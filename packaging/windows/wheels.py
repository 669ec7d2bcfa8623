"""Brings the libraries linktester stands on, as Windows wheels of the pinned hashes, and trims them."""

import re
import shutil
from email.parser import HeaderParser
from fnmatch import fnmatch
from pathlib import Path

from runtime import pinned

from windows import peparse
from windows.pins import BuildFault, Pins, Qt, Runtime
from windows.programs import run, uv
from windows.signatures import expect

PLATFORM = "x86_64-pc-windows-msvc"
QT = "PySide6"
QT_WORDS = "translations"


def install(lock: Path, series: str, folder: Path) -> None:
    """Unpack what `lock` pins into `folder`.

    The markers are evaluated for Windows (pip would evaluate them for this machine), no other version can
    come in, and a wheel whose hash the lock does not hold is refused.
    """
    wanted = ("--python-platform", PLATFORM, "--python-version", series, "--only-binary", ":all:")
    exact = ("--require-hashes", "--no-deps", "--link-mode", "copy", "--quiet")
    run([uv(), "pip", "install", "--target", folder, *wanted, *exact, "-r", lock])


def lacking_by_marker(lock: str, folder: Path) -> tuple[str, ...]:
    """Return the projects that `lock` pins for Windows and that are not in `folder`."""
    there = {_key(file.parent.name.split("-")[0]) for file in folder.glob("*.dist-info/METADATA")}
    return tuple(name for name in pinned(lock, "win32") if _key(name) not in there)


def _key(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def take_runtime(runtime: Runtime, libraries: Path, tree: Path, signer: str) -> None:
    """Put one copy of Microsoft's runtime beside the launcher. Raises BuildFault where it is too old."""
    oldest = tuple(int(part) for part in runtime.oldest.split("."))
    for name in runtime.files:
        source = libraries / runtime.folder / name
        # Qt's makers sign it once more: theirs is the signature that is read first.
        expect(source, signer)
        version = peparse.file_version(source)
        if version[:2] < oldest:
            raise BuildFault(f"{name} is {version}; at least {runtime.oldest} is needed")
        shutil.copyfile(source, tree / name)


def trim(folder: Path, pins: Pins) -> None:
    """Take away what a desktop program never loads."""
    trim_qt(folder / QT, pins.qt)
    for library in (folder / "shiboken6").glob("*.dll"):
        if library.name != "shiboken6.abi3.dll":
            library.unlink()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if any(fnmatch(relative, pattern) for pattern in pins.trim):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    remove_empty(folder)


def trim_qt(folder: Path, qt: Qt) -> None:
    """Keep what is listed of PySide6 and nothing else, so that no part under another licence can slip in."""
    stay = {f"{name}.pyd" for name in qt.modules} | {f"{name}.dll" for name in qt.libraries}
    stay |= {f"plugins/{name}" for name in qt.plugins}
    stay |= {f"{QT_WORDS}/{name}" for name in qt.translations}
    stay |= {"__init__.py", "_config.py", "_git_pyside_version.py"}
    absent = sorted(name for name in stay if not (folder / name).is_file())
    if absent:
        raise BuildFault(f"PySide6 no longer has {', '.join(absent)}")
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        relative = file.relative_to(folder).as_posix()
        if relative not in stay and not (relative.startswith("support/") and file.suffix == ".py"):
            file.unlink()
    remove_empty(folder)


def expect_qt(folder: Path, qt: Qt) -> None:
    """Raise BuildFault unless every image of Qt and PySide6 that stays is signed by its makers."""
    for part in (QT, "shiboken6"):
        for file in sorted((folder / part).rglob("*")):
            if file.suffix in {".dll", ".pyd"}:
                expect(file, qt.signer)


def remove_empty(folder: Path) -> None:
    """Remove every folder without a file."""
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def imported_qt(package: Path) -> frozenset[str]:
    """Return the modules of PySide6 that the sources below `package` name."""
    named = re.compile(r"PySide6\.(Qt\w+)")
    return frozenset(
        name for file in package.rglob("*.py") for name in named.findall(file.read_text(encoding="utf-8"))
    )


def licence_of(metadata: Path) -> tuple[str, str, str]:
    """Return name, version and licence as a library's METADATA tells them; the licence may be empty."""
    told = HeaderParser().parsestr(metadata.read_text(encoding="utf-8", errors="replace"))
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    named = told.get("License-Expression") or (told.get("License") or "").strip().split("\n")[0][:80]
    return told["Name"], told["Version"], named or "; ".join(c.split(" :: ")[-1] for c in classifiers)
