"""Makes the folder that runs without Python: a clean environment, PyInstaller, and what of it is kept."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import elf
import trim
from project import DIST, HERE, NAME, ROOT, WORK, PackagingFault, do, size, stamp, tell

TOOLS = WORK / "tools"
CLEAN = WORK / "environment"
LICENCES = HERE / "licences"
UNLICENSED = {
    "pyside6_essentials": ("LGPL-3", "GPL-3"),
    "shiboken6": ("LGPL-3", "GPL-3"),
}
"""Libraries whose wheels hold no licence text, and the texts they come under."""


def python(folder: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return folder / "bin" / "python"


def prepare() -> None:
    """Make the environments anew: one with the tools, one with nothing but what is shipped.

    Only what the lock files pin is installed, by hash, and never anything that has to be compiled here.
    """
    tell("a clean environment")
    shutil.rmtree(WORK, ignore_errors=True)
    DIST.mkdir(exist_ok=True)
    do(sys.executable, "-m", "venv", TOOLS)
    do(sys.executable, "-m", "venv", "--without-pip", CLEAN)
    install(TOOLS, HERE / "requirements-notices.lock")
    install(CLEAN, ROOT / "requirements.lock")
    for path in _add_licences(_packages(CLEAN)):
        tell(f"licence text added: {path.name}")


def install(target: Path, lock: Path) -> None:
    """Install what `lock` pins into the environment `target`."""
    options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    do(TOOLS / "bin" / "pip", "--python", python(target), "install", *options, "-r", lock, quiet=True)


def freeze(flavour: str) -> Path:
    """Return the finished folder of one flavour. `prepare` must have run."""
    if flavour not in trim.FLAVOURS:
        raise PackagingFault(f"There is no flavour {flavour}.")
    if not (_packages(CLEAN) / "PyInstaller").is_dir():
        install(CLEAN, HERE / "requirements-freeze.lock")
    tell(f"freezing, system libraries {'left out' if flavour == 'system' else 'taken along'}")
    trees = WORK / flavour
    options = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    with tempfile.TemporaryDirectory() as work:
        where: list[str | Path] = ["--distpath", trees, "--workpath", Path(work)]
        command = [python(CLEAN), "-m", "PyInstaller", *options, *where, HERE / "linktester.spec"]
        do(*command, quiet=True, LINKTESTER_FLAVOUR=flavour, PYINSTALLER_CONFIG_DIR=work)
    tree = trees / NAME
    _finish(tree)
    return tree


def _finish(tree: Path) -> None:
    inside = tree / "_internal"
    before = size(tree)
    _drop_dangling(inside)
    elf.strip(inside)
    tell(f"{len(elf.drop_unasked(inside))} libraries dropped that nothing asks for")
    _drop_dangling(inside)
    check(tree)
    shutil.copy2(_python_licence(), inside / "LICENSE-Python.txt")
    stamp(tree)
    tell(f"{before / 1e6:.0f} MB collected, {size(tree) / 1e6:.0f} MB kept")


def check(tree: Path) -> None:
    """Raise PackagingFault when a file is there that must not be, or one of ours is missing."""
    names = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()]
    if forbidden := trim.gpl_only(names):
        raise PackagingFault(
            f"Under the GPL alone, or unknown, and so not to be shipped: {', '.join(forbidden)}"
        )
    data = ROOT / NAME / "data"
    missing = [
        name
        for name in (path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
        if not (tree / "_internal" / NAME / "data" / name).is_file()
    ]
    wanted = ("pycountry/databases/iso3166-1.json", "schwifty/bank_registry", "stdnum/numdb.py", "LICENSE")
    missing += [name for name in wanted if not (tree / "_internal" / name).exists()]
    if missing:
        raise PackagingFault(f"Missing in the frozen folder: {', '.join(missing)}")


def _add_licences(packages: Path) -> Iterator[Path]:
    """Put licence texts where installers look for them, and into the list of installed files."""
    for name, texts in UNLICENSED.items():
        (folder,) = packages.glob(f"{name}-*.dist-info")
        with (folder / "RECORD").open("a", encoding="utf-8") as record:
            for text in texts:
                target = folder / f"LICENSE-{text}.txt"
                shutil.copy2(LICENCES / f"{text}.txt", target)
                record.write(f"{folder.name}/{target.name},,\n")
                yield target


def _packages(environment: Path) -> Path:
    (found,) = (environment / "lib").glob("python3.*/site-packages")
    return found


def _python_licence() -> Path:
    """Return Python's own licence, which comes with it wherever it was installed from."""
    minor = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (Path(sys.base_prefix, "lib", minor, "LICENSE.txt"), Path(f"/usr/share/doc/{minor}/copyright"))
    for place in places:
        if place.is_file():
            return place
    raise PackagingFault("Python's licence was not found; looked in " + ", ".join(map(str, places)))


def _drop_dangling(folder: Path) -> None:
    for path in list(folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            path.unlink()


def architecture() -> str:
    """Return Debian's name of this machine's kind of processor."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
