"""Clean Debian systems to try packages in: made once, unpacked anew for each trial, entered with chroot.

Each command runs in namespaces of its own: what it mounts and starts is gone when it ends.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from project import ROOT, PackagingFault, do, tell

KEPT = ROOT / "build" / "roots"
USER = "tester"
_ENTER = """
set -e
mount --bind /dev "$0/dev"
mount -t proc proc "$0/proc"
mount -t tmpfs tmpfs "$0/dev/shm" 2>/dev/null || true
exec chroot "$0" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root \
    DEBIAN_FRONTEND=noninteractive /bin/sh -c "$1"
"""


class CleanRoot:
    """A minimal system of one Debian release, thrown away at the end."""

    def __init__(self, release: str) -> None:
        self._release = release
        self._folder = Path()

    def __enter__(self) -> Self:
        if os.geteuid() != 0:
            raise PackagingFault("A clean root is made and entered by root alone.")
        packed = packed_root(self._release)
        self._folder = Path(tempfile.mkdtemp(prefix=f"linktester-{self._release}-"))
        do("tar", "-xf", packed, "-C", self._folder)
        shutil.copyfile("/etc/resolv.conf", self._folder / "etc" / "resolv.conf")
        self.run(f"useradd --create-home --shell /bin/sh {USER}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder)

    def bring(self, file: Path, name: str = "") -> str:
        """Copy a file in and return its name there."""
        target = self._folder / "srv" / (name or file.name)
        shutil.copyfile(file, target)
        target.chmod(0o755)
        return f"/srv/{target.name}"

    def fetch(self, name: str, target: Path) -> None:
        """Copy a file out."""
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._folder / name.lstrip("/"), target)

    def run(self, command: str, *, code: int = 0, seconds: float = 600) -> str:
        """Run a shell command as root, return all it printed. Raises PackagingFault for another exit code."""
        words = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-c", _ENTER]
        try:
            done = subprocess.run(
                [*words, str(self._folder), command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PackagingFault(f"{self._release}: not done after {seconds:.0f} s: {command}") from None
        if done.returncode != code:
            told = f"{self._release}: exit code {done.returncode} instead of {code}: {command}"
            raise PackagingFault(f"{told}\n{done.stdout[-3000:]}")
        return done.stdout

    def run_as_user(self, command: str, *, code: int = 0, seconds: float = 600) -> str:
        """As `run`, for somebody without any rights."""
        quoted = command.replace("'", "'\\''")
        return self.run(f"su {USER} -c '{quoted}'", code=code, seconds=seconds)

    def files(self) -> set[str]:
        """Return the names of all files of the system, without those that any installation changes."""
        skipped = (
            "proc",
            "sys",
            "dev",
            "tmp",
            "run",
            "srv",
            "var/cache",
            "var/lib/apt",
            "var/lib/dpkg",
            "var/log",
        )
        found: set[str] = set()
        for place, folders, names in os.walk(self._folder):
            inside = Path(place).relative_to(self._folder).as_posix()
            folders[:] = [each for each in folders if f"{inside}/{each}".removeprefix("./") not in skipped]
            found.update(f"{inside}/{each}" for each in [*folders, *names])
        return found


def packed_root(release: str) -> Path:
    """Return a packed minimal system of a release, made when there is none yet."""
    target = KEPT / f"{release}.tar"
    if not target.is_file():
        tell(f"a minimal {release}")
        KEPT.mkdir(parents=True, exist_ok=True)
        half = KEPT / f"{release}.part.tar"
        do("mmdebstrap", "--quiet", "--variant=minbase", release, half, quiet=True)
        half.rename(target)
    return target
