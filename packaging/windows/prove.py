"""Tries the Windows installers of dist/ in Wine, in a clean Debian 13. This is no test on Windows.

    python3 packaging/windows/prove.py [setup] [msi]      as root; over 1 GB of packages, some minutes

What it shows: the installers unpack and register, the terminal job runs with its emulator, the window paints,
a clicked link starts it, an upgrade keeps what a person put there, a removal leaves nothing but the data.
What it cannot show: fonts, high resolutions, input methods, SmartScreen, virus scanners. Pictures are left in
dist/proof/; somebody has to look at them.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from project import DIST, PackagingFault, tell, version
from roots import USER, CleanRoot

from windows import stubs
from windows.pins import associations
from windows.programs import run

RELEASE = "trixie"
PACKAGES = "wine wine64 wine32:i386 xvfb xauth xdotool imagemagick fonts-wqy-microhei procps"
PROOF = DIST / "proof"
HOME = f"/home/{USER}"
DRIVE = f"{HOME}/prefix/drive_c"
PERSONAL = f"{DRIVE}/users/{USER}/AppData/Local/Programs/linktester"
COMMON = f"{DRIVE}/Program Files/linktester"
DATA = f"{DRIVE}/users/{USER}/AppData/Local/linktester"
SECONDS_TO_PAINT, SECONDS_TO_FILL = 60, 25
_SETTING = (
    f"cd {HOME}; export WINEDEBUG=-all WINEPREFIX={HOME}/prefix XDG_RUNTIME_DIR=/tmp DISPLAY=:7"
    " WINEDLLOVERRIDES='icuuc=n;mscms=n;winemenubuilder.exe=d'; "
)
_SETTLED = "code=$?\ntimeout 200 wineserver -w\nexit $code\n"
"""Until then the registry is in memory alone, and what an installer started may still be at work."""
_SCREEN = "Xvfb :7 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null & sleep 2; "


_ONE_RELEASE = f"""set -e
dpkg --add-architecture i386
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb http://deb.debian.org/debian {RELEASE} main' > /etc/apt/sources.list
printf 'Package: *\\nPin: release n={RELEASE}\\nPin-Priority: 1001\\n' > /etc/apt/preferences
apt-get -qq update
apt-get -y -qq --allow-downgrades dist-upgrade
"""
"""Libraries of both architectures must be of one version; updates do not reach every mirror at one time."""


class Wine:
    """A Windows-like place inside a clean root, used as an ordinary person."""

    def __init__(self, root: CleanRoot) -> None:
        self._root = root

    def set_up(self, stands_in: list[Path]) -> None:
        """Install Wine and make its drive."""
        self._root.run(_ONE_RELEASE, seconds=600)
        self._root.run(f"apt-get install -y -qq --no-install-recommends {PACKAGES}", seconds=1800)
        self.do("timeout 300 wineboot -i; timeout 60 wineserver -w; true")
        for file in stands_in:
            self.do(f"cp {self._root.bring(file)} {DRIVE}/windows/system32/{file.name}")

    def do(self, command: str, *, code: int = 0) -> str:
        """Run a shell command; return what it printed. Raises PackagingFault for another exit code."""
        script = f"{HOME}/step.sh"
        with tempfile.TemporaryDirectory() as name:
            local = Path(name, "step.sh")
            local.write_text(f"{_SETTING}{command}\n{_SETTLED}", encoding="utf-8")
            brought = self._root.bring(local)
        return self._root.run(f"cp {brought} {script}; su {USER} -c 'bash {script}'", code=code)

    def picture(self, command: str, name: str) -> None:
        """Start something on a screen, wait until it has painted, and keep a picture of it."""
        seen = "xdotool search --onlyvisible --name linktester"
        waits = f"for i in $(seq {SECONDS_TO_PAINT}); do {seen} && break; sleep 1; done"
        ends = "wine taskkill /F /IM linktesterw.exe >/dev/null; wineserver -k"
        shot = f"import -window root {HOME}/{name}.png"
        shown = f"{waits} && sleep {SECONDS_TO_FILL}; {shot}"
        self.do(f"{_SCREEN} ({command}) >/dev/null 2>&1 & {shown}; {ends}; true")
        self._root.fetch(f"{HOME}/{name}.png", PROOF / f"{name}.png")
        tell(f"picture to look at: {PROOF / name}.png")

    def key(self, name: str) -> bool:
        """Return whether the registry has a key."""
        return "yes" in self.do(f"wine reg query '{name}' >/dev/null 2>&1 && echo yes; true")

    def wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Return whether `condition` came true in time."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                return False
            time.sleep(2)
        return True


def main(arguments: list[str]) -> int:
    """Try what is named (both without a word); return the exit code."""
    kinds = arguments or ["setup", "msi"]
    trials = {"setup": prove_setup, "msi": prove_msi}
    if not set(kinds) <= set(trials):
        sys.stderr.write(__doc__ or "")
        return 2
    PROOF.mkdir(parents=True, exist_ok=True)
    try:
        for kind in kinds:
            with CleanRoot(RELEASE) as root, tempfile.TemporaryDirectory() as work:
                wine = Wine(root)
                wine.set_up(stand_ins(Path(work)))
                trials[kind](root, wine)
    except PackagingFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    tell("done; Wine is not Windows: one run by a person on Windows 10 or 11 is still needed")
    return 0


def stand_ins(work: Path) -> list[Path]:
    """Return libraries for what the package asks of Windows and Wine does not have."""
    package = DIST / f"linktester-{version()}-x64.msi"
    run(["msiextract", "-C", work, package])
    files = [file for file in work.rglob("*") if file.name in {"Qt6Core.dll", "Qt6Gui.dll", "qwindows.dll"}]
    return stubs.make(stubs.needed(files), work)


def prove_setup(root: CleanRoot, wine: Wine) -> None:
    """Install for one person, use, upgrade, remove."""
    setup = root.bring(DIST / f"linktester-{version()}-setup.exe")
    timed("silent installation", lambda: wine.do(f"timeout 300 wine {setup} /S"))
    _registered(wine, "HKCU\\Software\\Classes")
    # Wine looks for schemes among those of the machine alone; Windows among the person's as well.
    scheme = f"Software\\Classes\\{associations().scheme_class}"
    wine.do(f"wine reg copy 'HKCU\\{scheme}' 'HKLM\\{scheme}' /s /f")
    _used(wine, PERSONAL, "setup")
    wine.do(f"echo mine > {PERSONAL}/mine.txt; timeout 300 wine {setup} /S; grep -q mine {PERSONAL}/mine.txt")
    wine.do(f"rm {PERSONAL}/mine.txt; timeout 300 wine {PERSONAL}/uninstall.exe /S")
    expect(wine.wait(lambda: "gone" in wine.do(f"test -e {PERSONAL} || echo gone"), 120), "all files removed")
    expect(not wine.key("HKCU\\Software\\Classes\\linktester"), "scheme removed")
    expect(not wine.key("HKCU\\Software\\linktester"), "settings of the installer removed")
    expect("archive.db" in wine.do(f"ls {DATA}"), "data kept")


def prove_msi(root: CleanRoot, wine: Wine) -> None:
    """Install for a whole machine, use, remove."""
    # Its programs take a word that begins with a slash for an option.
    package = "'Z:" + root.bring(DIST / f"linktester-{version()}-x64.msi").replace("/", "\\") + "'"
    timed("silent installation", lambda: wine.do(f"timeout 300 wine msiexec /i {package} /qn"))
    _registered(wine, "HKLM\\Software\\Classes")
    _used(wine, COMMON, "msi")
    wine.do(f"timeout 300 wine msiexec /x {package} /qn")
    expect(wine.wait(lambda: "gone" in wine.do(f"test -e '{COMMON}' || echo gone"), 120), "all files removed")
    expect("archive.db" in wine.do(f"ls {DATA}"), "data kept")


def _registered(wine: Wine, classes: str) -> None:
    known = associations()
    for name in (known.scheme_class, *(kind.klass for kind in known.files)):
        expect(wine.key(f"{classes}\\{name}"), f"{name} is registered")


def _used(wine: Wine, folder: str, kind: str) -> None:
    told = wine.do(f"timeout 60 wine '{folder}/linktester.exe' --version")
    expect(version() in told, "the version is told")
    job = f"cd /tmp && timeout 400 wine '{folder}/linktester.exe' run --report html=report.html"
    told = timed("terminal job", lambda: wine.do(f"{job}; test -s report.html"))
    expect("honored" in told, "the terminal job has results")
    wine.picture(f"LC_ALL=zh_CN.UTF-8 wine '{folder}/linktesterw.exe'", f"wine-{kind}-window")
    scheme = associations().scheme
    link = f"{scheme}://order/wechatpay/native?fen=1234"
    wine.picture(f"wine rundll32 url.dll,FileProtocolHandler '{link}'", f"wine-{kind}-link")


def timed(what: str, step: Callable[[], str]) -> str:
    """Do a step, tell how long it took, and return what it said."""
    began = time.monotonic()
    told = step()
    tell(f"{what}: {time.monotonic() - began:.0f} s in Wine")
    return told


def expect(truth: bool, what: str) -> None:
    """Tell that something holds. Raises PackagingFault where it does not."""
    if not truth:
        raise PackagingFault(f"not so: {what}")
    tell(what)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
