#!/usr/bin/env python3
"""The two commands of a newcomer: set everything up, then start linktester or the tests.

    python3 dev.py run  [arguments of `linktester run` …]
    python3 dev.py test [arguments of pytest …]

and, for those who work on linktester:

    python3 dev.py check              formatting, lint, types, walls; no tests
    python3 dev.py bench              the benchmarks (minutes; prints a table)
    python3 dev.py pictures [FOLDER]  a picture of every page, in both languages and themes
    python3 dev.py lock               writes the lock files anew
    python3 dev.py package [KIND …]   builds packages into dist/: deb (without a word), run, windows, all
    python3 dev.py package-test       tries them in clean systems; root, Debian and some minutes

`run` without arguments opens the window where there is a screen; otherwise it tries the bundled suite in the
terminal. With arguments it always stays in the terminal.

Only the standard library is used here: a fresh machine has nothing else. Nothing ever asks a question:
what needs rights that are not there is printed as the exact command to type, and the exit code is 3.
"""

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "linktester-stamp"
SDKS = ROOT / "tests" / "journeys" / "sdks"
PACKAGING = ROOT / "packaging"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
OLDEST = (3, 11)
NEEDS_RIGHTS = 3

TEST_TOOLS = {
    "libzbar0": "zbar",
    "chromium": "chromium",
    "xvfb": "Xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "xclip": "xclip",
    "fonts-wqy-microhei": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
}
"""Debian packages that some tests use, and what shows that they are there: a program, a library or a file."""

BENCHMARKS = ("throughput", "archive", "window", "heartbeat", "table", "codes", "payapis", "opening")
SCREENLESS = {"QT_QPA_PLATFORM": "offscreen"}
"""Draws windows into memory; tests that want a real screen start their own."""


def main(arguments: list[str]) -> int:
    """Do what the first argument names; return the exit code."""
    known = (run, test, check, bench, pictures, lock, package, package_test)
    verbs = {verb.__name__.replace("_", "-"): verb for verb in known}
    if not arguments or arguments[0] not in verbs:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    if sys.version_info < OLDEST:
        needed, found = ".".join(map(str, OLDEST)), sys.version.split()[0]
        print(f"linktester needs Python {needed} or newer; this is {found}.", file=sys.stderr)
        return 2
    return verbs[arguments[0]](arguments[1:])


def run(arguments: list[str]) -> int:
    """Set up, then open the window; with arguments, or where no window can open, work in the terminal.

    In the terminal, without arguments, the bundled suite is tried and a report written into a named file.
    """
    set_up("run")
    if not arguments and window_can_open():
        return call([str(PYTHON), "-m", "linktester"])
    if not arguments:
        arguments = ["--report", "html=linktester-report.html"]
    return call([str(PYTHON), "-m", "linktester", "run", *arguments])


def window_can_open() -> bool:
    """Return whether a screen answers, after adding libraries that the window lacks; say why if none does."""
    if sys.platform in {"win32", "darwin"}:
        return True
    screens = {"x11": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    groups = [group for group, name in screens.items() if os.environ.get(name)]
    if not groups:
        return False
    lacking = libraries("basics", *groups)
    if lacking:
        install_packages(lacking)
    return call([str(PYTHON), "-m", "linktester.gui.display"]) == 0


def libraries(*groups: str) -> list[str]:
    """Return the Debian packages of system libraries that windows need and this machine lacks."""
    command = [str(PYTHON), "-m", "linktester.gui.libraries", *groups]
    return subprocess.check_output(command, cwd=ROOT, text=True).split()


def test(arguments: list[str]) -> int:
    """Set up, then check and test everything, headless. Arguments go to pytest and skip the checks."""
    set_up("dev")
    install_test_tools()
    call([str(PYTHON), "-m", "tests.journeys.sdks.environments"])
    if not arguments and (code := check([])):
        return code
    workers = [] if any(part.startswith(("-n", "-p")) for part in arguments) else ["-n", "2"]
    # The plugin for windows loads the toolkit, and ends everything where that is impossible.
    windowless = ["-p", "no:pytest-qt"] if libraries("basics") else []
    return call([str(PYTHON), "-m", "pytest", *windowless, *workers, *arguments], SCREENLESS)


def pictures(arguments: list[str]) -> int:
    """Set up, then draw every page into files; needs no screen."""
    set_up("dev")
    lacking = libraries("basics")
    if lacking and not install_packages(lacking):
        stop_for_rights(lacking)
    return call([str(PYTHON), "-m", "tests.pictures", *arguments], SCREENLESS)


def check(_: list[str]) -> int:
    """Formatting, lint, types and the walls between rooms."""
    set_up("dev")
    steps = (
        ["ruff", "format", "--check", "--quiet", "."],
        ["ruff", "check", "--quiet", "."],
        ["mypy", "--no-error-summary"],
        ["lint-imports", "--cache-dir", str(VENV / "import-linter-cache")],
    )
    for program, *rest in steps:
        print(f"· {program}", flush=True)
        if code := call([str(BIN / program), *rest]):
            return code
    return 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks: engine, archive and window, each beside something bare."""
    set_up("dev")
    codes = [call([str(PYTHON), "-m", f"tests.benchmarks.{name}", *arguments]) for name in BENCHMARKS]
    return max(codes)


def lock(_: list[str]) -> int:
    """Write the lock files anew, with hashes and without any address; npm's is npm's own to write."""
    set_up("dev")
    uv = shutil.which("uv") or str(BIN / "uv")
    if not Path(uv).exists():
        must([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
    options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    command = [uv, "pip", "compile", "--quiet", "--upgrade", "--python-version", "3.11", *options]
    wanted = {
        LOCKS["run"]: ["pyproject.toml"],
        LOCKS["dev"]: ["--extra", "dev", "pyproject.toml"],
        # What the SDKs are that tests run, see tests/journeys/sdks/environments.py.
        **{str(path.with_suffix(".txt")): [str(path)] for path in sorted(SDKS.glob("*/requirements.in"))},
        # What packages are made with.
        **{
            str(path.with_suffix(".lock")): [str(path)]
            for path in sorted(PACKAGING.glob("requirements-*.in"))
        },
    }
    for name, sources in wanted.items():
        if code := call([*command, *sources, "-o", name]):
            return code
        if "://" in (ROOT / name).read_text():
            print(f"{name} names an address; it must not be committed.", file=sys.stderr)
            return 1
    return 0


def package(arguments: list[str]) -> int:
    """Build packages; the environments for that are made anew each time, never this one's."""
    return call([sys.executable, str(PACKAGING / "build.py"), *arguments])


def package_test(arguments: list[str]) -> int:
    """Install, start and remove what was built, in clean systems."""
    return call([sys.executable, str(PACKAGING / "prove.py"), *arguments])


def set_up(extra: str) -> None:
    """Make the virtual environment and install what the lock file pins, unless that is done already."""
    wanted = {name: stamp_of(name) for name in LOCKS}
    found = STAMP.read_text().split() if STAMP.exists() else []
    if wanted[extra] in found or wanted["dev"] in found:
        return
    print("Setting up (first time only, about half a minute) …", flush=True)
    uv = shutil.which("uv")
    if not PYTHON.exists():
        make_environment(uv)
    pinned = ["--require-hashes", "-r", str(ROOT / LOCKS[extra])]
    if uv:
        must([uv, "pip", "install", "--quiet", "--python", str(PYTHON), *pinned])
    else:
        must([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pinned])
    packages = subprocess.check_output(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    Path(packages, "linktester-source.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    write_launcher()
    STAMP.write_text(wanted[extra])


def write_launcher() -> None:
    """Put the command `linktester` beside the environment's Python."""
    if os.name == "nt":
        (BIN / "linktester.cmd").write_text('@"%~dp0python.exe" -m linktester %*\n', encoding="utf-8")
        return
    launcher = BIN / "linktester"
    launcher.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m linktester "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)


def stamp_of(extra: str) -> str:
    """Return what identifies a finished set-up: the pinned packages and the interpreter they are for."""
    text = (ROOT / LOCKS[extra]).read_bytes() + sys.version.encode() + str(ROOT).encode() + extra.encode()
    return hashlib.sha256(text).hexdigest()


def make_environment(uv: str | None) -> None:
    """Create `.venv`, installing Debian's `python3-venv` first where it is missing."""
    if uv:
        must([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
        return
    complete = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    if not complete and not install_packages(["python3-venv"]):
        stop_for_rights(["python3-venv"])
    shutil.rmtree(VENV, ignore_errors=True)
    must([sys.executable, "-m", "venv", str(VENV)])


def install_test_tools() -> None:
    """Install the system tools some tests use; without the rights to, those tests are skipped and say so."""
    if sys.platform != "linux":
        return
    missing = [package for package, sign in TEST_TOOLS.items() if not present(sign)]
    missing += libraries("basics", "x11")
    if missing and not install_packages(missing):
        print(f"Some tests will be skipped. To run them all: {apt_line(missing)}", file=sys.stderr)


def present(sign: str) -> bool:
    """Return whether the file, program or shared library called `sign` is there."""
    return Path(sign).is_file() or bool(shutil.which(sign) or ctypes.util.find_library(sign))


def install_packages(packages: list[str]) -> bool:
    """Install Debian packages as root or with password-less sudo. Return whether that worked."""
    prefix = rights()
    if prefix is None or not shutil.which("apt-get"):
        return False
    print(f"Installing {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if quiet(install, environment, tell=False):
        return True
    # A machine whose package lists are missing or old needs them first.
    return quiet([*prefix, "apt-get", "update", "-qq"], environment) and quiet(install, environment)


def rights() -> list[str] | None:
    """Return the command prefix that gives root's rights without a prompt, or None."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if os.environ.get("LINKTESTER_NO_SUDO") or not shutil.which("sudo"):
        return None
    return ["sudo", "-n"] if quiet(["sudo", "-n", "true"], dict(os.environ), tell=False) else None


def apt_line(packages: list[str]) -> str:
    """Return the command a person would type."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def stop_for_rights(packages: list[str]) -> None:
    """Say what to type and end."""
    if shutil.which("apt-get"):
        print(
            f"Something is missing that only an administrator can add:\n\n  {apt_line(packages)}\n",
            file=sys.stderr,
        )
    else:
        print(f"Please install: {', '.join(packages)} (or its equivalent on this system).", file=sys.stderr)
    raise SystemExit(NEEDS_RIGHTS)


def quiet(command: list[str], environment: dict[str, str], *, tell: bool = True) -> bool:
    """Run a command; show what it printed only when it failed and `tell`. Return whether it succeeded."""
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode and tell:
        print(done.stdout[-2000:] + done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


def must(command: list[str]) -> None:
    """Run a command of the set-up; end with its exit code when it fails."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        print(f"Set-up stopped: `{' '.join(command)}` failed.", file=sys.stderr)
        raise SystemExit(2)


def call(command: list[str], extra: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder and return its exit code; Ctrl-C is the command's to handle."""
    environment = {**os.environ, "PYTHONUTF8": "1", **(extra or {})}
    child = subprocess.Popen(command, cwd=ROOT, env=environment)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
