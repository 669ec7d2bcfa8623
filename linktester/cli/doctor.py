"""`linktester doctor`: whether this machine has what linktester needs, and what to do where it has not."""

import os
import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile

import click

from linktester.cli import apkmanifest, doctorlinks
from linktester.cli.face import Cell, Face, Styled
from linktester.cli.options import Verbs, common_options, option, say
from linktester.wording import Words
from linktester.workspace import Places

WHEELS = (
    *("ada-url", "cattrs", "click", "cryptography", "httptools", "httpx", "jinja2", "msgspec", "pillow"),
    *("platformdirs", "qrcode", "rich", "selectolax", "sniffio", "sqlalchemy", "starlette", "tree-sitter"),
    *("tree-sitter-toml", "uvicorn", "zxing-cpp"),
)
LEAST_PYTHON = (3, 11)
LEAST_FREE = 500 * 1024 * 1024
"""Octets of free disk below which a long run may not fit."""
_FONTS = (
    "cjk",
    "wqy",
    "wenquanyi",
    "droidsansfallback",
    "pingfang",
    "msyh",
    "simsun",
    "simhei",
    "sourcehan",
    "hiragino",
)
_FONT_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts"),
)


class State(StrEnum):
    """How a check came out. Only errors keep linktester from working."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it is, and the code of the words for it."""

    what: str
    state: State
    code: str
    args: Mapping[str, str] = field(default_factory=dict)


_STYLES = {State.OK: ("●", "green"), State.WARNING: ("◆", "yellow"), State.ERROR: ("■", "red")}


def command(words: Words) -> click.Command:
    """Return the verb; without a verb of its own it looks at this machine."""
    home = option(words, "--home", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
    return Verbs(
        words,
        name="doctor",
        help=say(words, "cli.help-doctor"),
        callback=_doctor,
        commands=[doctorlinks.verb(words), apkmanifest.verb(words)],
        params=[home, *common_options(words)],
        add_help_option=False,
    )


@click.pass_context
def _doctor(context: click.Context, home: Path | None) -> int:
    return 0 if context.invoked_subcommand is not None else _machine(context.obj, home)


def _machine(face: Face, home: Path | None) -> int:
    findings = tuple(examine(home))
    names = ("state", "what", "finding")
    face.table(tuple(face.t(f"cli.column-{name}") for name in names), (_row(face, each) for each in findings))
    errors = sum(each.state is State.ERROR for each in findings)
    warnings = sum(each.state is State.WARNING for each in findings)
    face.line(face.t("cli.doctor-sum", errors=errors, warnings=warnings))
    return 3 if errors else 0


def examine(home: Path | None = None) -> Iterator[Finding]:
    """Yield all checks of this machine; nothing is changed but a file written and removed again."""
    checks: Sequence[Callable[[], Iterator[Finding]]] = (_python, _wheels, _ports, _decoder, _fonts, _display)
    for check in checks:
        yield from check()
    places = Places.find(home)
    yield from _folder(places.data)
    if places.data not in places.state.parents:
        yield from _folder(places.state)


def _python() -> Iterator[Finding]:
    found = f"{platform.python_implementation()} {platform.python_version()} · {platform.platform()}"
    good = sys.version_info[:2] >= LEAST_PYTHON
    yield Finding(
        "Python", State.OK if good else State.ERROR, "python" if good else "python-old", {"found": found}
    )


def _wheels() -> Iterator[Finding]:
    missing, present = [], []
    for name in WHEELS:
        try:
            present.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Finding("packages", State.ERROR, "packages-missing", {"names": ", ".join(missing)})
    else:
        yield Finding("packages", State.OK, "packages", {"names": ", ".join(present)})


def _ports() -> Iterator[Finding]:
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = str(server.getsockname()[1])
            with socket.create_connection(("127.0.0.1", int(port)), timeout=2):
                yield Finding("ports", State.OK, "ports", {"port": port})
    except OSError as fault:
        yield Finding("ports", State.ERROR, "ports-refused", {"reason": fault.strerror or str(fault)})


def _decoder() -> Iterator[Finding]:
    found = find_library("zbar")
    state, code = (State.OK, "zbar") if found else (State.WARNING, "zbar-missing")
    yield Finding("libzbar", state, code, {"found": found or ""})


def _fonts() -> Iterator[Finding]:
    for folder in _FONT_FOLDERS:
        for path in Path(folder).expanduser().rglob("*.[to]t[fc]"):
            if any(name in path.name.lower().replace("-", "") for name in _FONTS):
                yield Finding("fonts", State.OK, "fonts", {"found": path.name})
                return
    yield Finding("fonts", State.WARNING, "fonts-missing")


def _display() -> Iterator[Finding]:
    shown = (
        sys.platform in {"win32", "darwin"} or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    )
    yield Finding("display", State.OK if shown else State.WARNING, "display" if shown else "display-missing")


def _folder(home: Path) -> Iterator[Finding]:
    args = {"path": str(home)}
    try:
        # The folder itself is made when it is first needed; until then its nearest parent tells.
        there = next(folder for folder in (home, *home.parents) if folder.exists())
        with TemporaryFile(dir=there) as probe:
            probe.write(b"x")
    except OSError as fault:
        yield Finding("data", State.ERROR, "data-refused", {**args, "reason": fault.strerror or str(fault)})
        return
    yield Finding("data", State.OK, "data", args)
    free = shutil.disk_usage(there).free
    state, code = (State.OK, "disk") if free >= LEAST_FREE else (State.WARNING, "disk-low")
    yield Finding("disk", state, code, {"free": str(free // 2**20), **args})


def _row(face: Face, each: Finding) -> tuple[Cell, ...]:
    shape, style = _STYLES[each.state]
    state = Styled(face.t(f"cli.state-{each.state}"), style, shape)
    return (
        state,
        face.t(f"cli.doctor-what-{each.what.lower()}"),
        face.t(f"cli.doctor-{each.code}", **each.args),
    )
