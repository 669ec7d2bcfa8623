"""Builds what a person starts: `linktester.exe` in a terminal, `linktesterw.exe` for the window."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from windows.pins import HERE, BuildFault
from windows.programs import run

SOURCES = HERE / "launcher"


@dataclass(frozen=True, slots=True)
class Launcher:
    """One of the programs."""

    name: str
    description: str
    window: bool


LAUNCHERS = (
    Launcher("linktester", "linktester for a terminal", window=False),
    Launcher("linktesterw", "linktester", window=True),
)


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows counts: four numbers, whatever follows the third is left out.

    Raises BuildFault for what does not begin with two numbers.
    """
    found = re.match(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?", version)
    if found is None:
        raise BuildFault(f"{version!r} is no version that Windows could count")
    return (int(found[1]), int(found[2]), int(found[3] or 0), 0)


@dataclass(frozen=True, slots=True)
class Inside:
    """What both launchers have in them."""

    library: str
    """The interpreter beside them."""
    scheme: str
    version: str


def make(tree: Path, inside: Inside, work: Path) -> None:
    """Write both launchers into `tree`; the icon lies in `work`."""
    for name in ("launcher.rc", "launcher.manifest"):
        shutil.copyfile(SOURCES / name, work / name)
    for launcher in LAUNCHERS:
        _make(launcher, tree, inside, work)


def _make(launcher: Launcher, tree: Path, inside: Inside, work: Path) -> None:
    resource = work / f"{launcher.name}.o"
    texts = {"VERSION_TEXT": inside.version, "PROGRAM": launcher.name, "DESCRIPTION": launcher.description}
    # windres hands its words to a shell for the preprocessor: a file keeps the quotes.
    defined = [f'#define {name} "{text}"\n' for name, text in texts.items()]
    counted = ",".join(map(str, numbers(inside.version)))
    described = work / f"{launcher.name}.rc"
    source = (work / "launcher.rc").read_text(encoding="utf-8")
    described.write_text("".join(defined) + f"#define VERSION_NUMBERS {counted}\n" + source, encoding="utf-8")
    run(["x86_64-w64-mingw32-windres", described.name, "-O", "coff", "-o", resource.name], folder=work)
    kind = ("-mwindows", "-DWINDOW") if launcher.window else ("-mconsole",)
    warnings = ("-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", "-static-libgcc")
    safe = ("-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va")
    words = (f'-DLIBRARY=L"{inside.library}"', f'-DSCHEME=L"{inside.scheme}"')
    target = tree / f"{launcher.name}.exe"
    compiler = ("x86_64-w64-mingw32-gcc", *warnings, *kind, *safe, *words)
    run([*compiler, "-o", target, SOURCES / "launcher.c", resource])
