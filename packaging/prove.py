"""Proves the packages in dist/ in clean systems and prints the figures.

    python3 packaging/prove.py [bookworm|trixie …]      as root; needs mmdebstrap, some minutes and a mirror

The .deb: installed over an older version, job in the terminal, window with a picture, types and scheme known,
user's data kept, nothing left after removal. The self-extractor: the same without root and without packages.
Pictures are left in dist/proof/; somebody has to look at them.
"""

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from project import DIST, HERE, NAME, PackagingFault, do, tell, version
from roots import USER, CleanRoot

RELEASES = ("bookworm", "trixie")
BEFORE = "0.0.1"
SCREEN = "xvfb xauth xdotool imagemagick xdg-utils desktop-file-utils shared-mime-info libglib2.0-bin"
SMALL_DISK = "mount -t tmpfs -o size=60m,mode=777 tmpfs /mnt"
APT = "apt-get install -y -qq --no-install-recommends"
YARDSTICK = {
    ".deb": "40.3 MB",
    ".run": "55 MB",
    "install": "21 s on Debian 12, 16 s on 13",
    "first paint": "0.86 to 1.2 s right after the installation",
    "per-user install": "4 s",
}
"""What a trial with a small program of the same make had, on a machine of this kind."""


class Figures:
    """What was measured, printed beside the yardstick."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str]] = []

    def add(self, what: str, value: str, yard: str = "") -> None:
        """Keep a figure and say it."""
        self._rows.append((what, value, YARDSTICK.get(yard, "")))
        tell(f"{what}: {value}")

    @contextmanager
    def timed(self, what: str, yard: str = "") -> Iterator[None]:
        """Keep the seconds that the block takes."""
        began = time.monotonic()
        yield
        self.add(what, f"{time.monotonic() - began:.1f} s", yard)

    def print(self) -> None:
        """Print them all."""
        for what, value, yard in self._rows:
            sys.stdout.write(f"{what:44} {value:>12}   {yard}\n")


def main(arguments: list[str]) -> int:
    """Prove what lies in dist/; return the exit code."""
    releases = arguments or list(RELEASES)
    figures = Figures()
    try:
        for release in releases:
            prove_deb(release, only("*.deb"), figures)
        prove_run(releases[0], only("*.run"), figures)
    except PackagingFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    figures.print()
    return 0


def only(pattern: str) -> Path:
    """Return the one package of this version."""
    found = [path for path in DIST.glob(pattern) if version() in path.name]
    if len(found) != 1:
        raise PackagingFault(f"dist/ should hold one {pattern} of version {version()}: build it first.")
    return found[0]


def prove_deb(release: str, deb: Path, figures: Figures) -> None:
    """Prove the Debian package in one release."""
    figures.add(f"{release}: .deb", f"{deb.stat().st_size / 1e6:.1f} MB", ".deb")
    with CleanRoot(release) as root, tempfile.TemporaryDirectory() as name:
        before = root.bring(older(deb, Path(name)), "before.deb")
        root.run("apt-get update -qq")
        with figures.timed(f"{release}: install", "install"):
            root.run(f"{APT} {before}")
        expect(root.run(f"dpkg-query -W -f '${{Version}}' {NAME}"), BEFORE)
        prove_terminal(release, root, figures)
        root.run(f"{APT} {root.bring(deb, 'now.deb')}")
        expect(root.run(f"dpkg-query -W -f '${{Version}}' {NAME}"), version())
        expect(root.run_as_user(f"{NAME} runs"), r"20\d\d")
        tell(f"{release}: the upgrade kept the user's history")
        root.run(f"{APT} {SCREEN}")
        prove_window(release, root, figures, NAME)
        prove_desktop(root)
        root.run(f"apt-get remove -y -qq {NAME}")
        prove_gone(root.files())
        expect(root.run_as_user("ls ~/.local/share/linktester"), "archive.db")
        root.run(f"! dpkg-query -s {NAME}")
        tell(f"{release}: removed, nothing left but the user's own data")


def prove_terminal(label: str, root: CleanRoot, figures: Figures, program: str = NAME) -> None:
    """Prove the job in the terminal, and what happens where the machine is in no good state."""
    with figures.timed(f"{label}: --version"):
        expect(root.run_as_user(f"{program} --version"), version())
    with figures.timed(f"{label}: bundled suite in the terminal"):
        expect(root.run_as_user(f"{program} run --report html=/tmp/report.html"), "Kept as")
    expect(root.run_as_user("grep -c . /tmp/report.html"), r"[1-9]")
    expect(root.run_as_user(f"{program} --lang zh_CN --help"), "用法")
    expect(
        root.run_as_user(f"{program} qr make hello --output /tmp/code.png; {program} qr read /tmp/code.png"),
        "hello",
    )
    root.run_as_user(program, code=3)
    root.run_as_user(f"DISPLAY=:59999 {program}", code=3)
    told = root.run_as_user(f"HOME=/proc/nowhere {program} run 2>&1 || echo refused", seconds=120)
    expect(told, "refused")
    if "Traceback" in told:
        raise PackagingFault(f"A home that cannot be written is told by a traceback:\n{told}")


def prove_window(label: str, root: CleanRoot, figures: Figures, program: str) -> None:
    """Prove that the window comes in both languages, and that all processes go with it."""
    script = root.bring(HERE / "linux" / "prove-window.sh")
    for language in ("en", "zh_CN"):
        command = f"LINKTESTER_LANG={language} sh {script} {program} /tmp/window.png"
        told = root.run_as_user(command, seconds=180)
        found = re.search(r"first window after (\d+) ms", told)
        if found is None or "left behind: 0" not in told:
            raise PackagingFault(f"No window, or something was left running:\n{told}")
        figures.add(f"{label}: window, {language}", f"{int(found[1]) / 1000:.2f} s", "first paint")
        root.fetch("/tmp/window.png", DIST / "proof" / f"{label.replace(' .', '-')}-{language}.png")


def prove_desktop(root: CleanRoot) -> None:
    """Prove that links and files are known to be linktester's."""
    suite, run = "/tmp/a.linktester.toml", "/tmp/a.ltrun"
    root.run_as_user(f"printf 'schema = 1\\n' > {suite}; printf x > {run}")
    for asked, answer in (
        ("xdg-mime query default x-scheme-handler/linktester", "linktester.desktop"),
        ("xdg-mime query default application/x-linktester-suite", "linktester.desktop"),
        (f"gio info -a standard::content-type {suite}", "application/x-linktester-suite"),
        (f"gio info -a standard::content-type {run}", "application/x-linktester-run"),
    ):
        expect(root.run_as_user(asked), re.escape(answer))


def prove_gone(files: set[str]) -> None:
    """Raise PackagingFault when something of ours stands outside the user's own folders."""
    left = sorted(name for name in files if NAME in name and not name.startswith(f"home/{USER}/"))
    if left:
        raise PackagingFault(f"Left after removal: {', '.join(left)}")


def prove_run(release: str, package: Path, figures: Figures) -> None:
    """Prove the self-extractor: no root, no packages, then the window with the driver's libraries alone."""
    label, program = f"{release} .run", "~/.local/bin/linktester"
    figures.add(f"{label}: size", f"{package.stat().st_size / 1e6:.1f} MB", ".run")
    with CleanRoot(release) as root:
        name = root.bring(package)
        before = root.files()
        with figures.timed(f"{label}: install", "per-user install"):
            told = root.run_as_user(f"sh {name}")
        expect(told, r"libEGL|libGL")
        tell("missing libraries are named")
        prove_terminal(label, root, figures, program)
        expect(root.run_as_user(f"sh {name} 2>&1 && {program} runs"), r"20\d\d")
        root.run_as_user(f"sh {name} -- --prefix /proc/nowhere", code=1)
        expect(
            root.run(f"{SMALL_DISK} && su {USER} -c 'sh {name} -- --prefix /mnt'; ls /mnt/lib"), "disk full"
        )
        root.run(f"apt-get update -qq && {APT} libegl1 libgl1 {SCREEN}")
        prove_window(label, root, figures, program)
        root.run_as_user(f"sh {name} -- --uninstall")
        left = {each for each in root.files() - before if NAME in each and "share/linktester" not in each}
        if left := {each for each in left if "state/linktester" not in each and each.startswith("home/")}:
            raise PackagingFault(f"Left after uninstalling: {', '.join(sorted(left))}")
        expect(root.run_as_user("ls ~/.local/share/linktester"), "archive.db")
        tell("uninstalled, nothing left but the user's own data")


def older(deb: Path, folder: Path) -> Path:
    """Return the same package under an older version, to be upgraded from."""
    tree, target = folder / "tree", folder / "older.deb"
    do("dpkg-deb", "-R", deb, tree)
    control = tree / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    control.write_text(
        re.sub(r"^Version: .*$", f"Version: {BEFORE}", text, flags=re.MULTILINE), encoding="utf-8"
    )
    do("dpkg-deb", "--root-owner-group", "-Znone", "-b", tree, target, quiet=True)
    shutil.rmtree(tree)
    return target


def expect(text: str, pattern: str) -> None:
    """Raise PackagingFault unless `pattern` is found."""
    if not re.search(pattern, text):
        raise PackagingFault(f"Expected {pattern!r} in:\n{text[-2000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
