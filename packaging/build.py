"""Builds packages into dist/.

    python3 packaging/build.py deb [--fast]    a Debian package; --fast packs in a tenth of the time, larger
    python3 packaging/build.py run             a self-extractor for machines without root
    python3 packaging/build.py windows         setup.exe and .msi
    python3 packaging/build.py all             all of them

With --again the environments of the last build are used once more: quicker, not for handing out.
"""

import hashlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import freeze
import notices
from project import DIST, HERE, PackagingFault, do, tell

KINDS = ("deb", "run", "windows")


def main(arguments: list[str]) -> int:
    """Build what the first argument names (`deb` without one); return the exit code."""
    options = [each for each in arguments if each.startswith("-")]
    kinds = [each for each in arguments if not each.startswith("-")] or ["deb"]
    if not set(kinds) <= {*KINDS, "all"} or not set(options) <= {"--fast", "--again"}:
        sys.stderr.write(__doc__ or "")
        return 2
    began = time.monotonic()
    try:
        build(KINDS if "all" in kinds else kinds, fast="--fast" in options, again="--again" in options)
    except PackagingFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    tell(f"done in {time.monotonic() - began:.0f} s")
    return 0


def build(kinds: list[str] | tuple[str, ...], *, fast: bool, again: bool) -> None:
    """Build each of `kinds`. Raises PackagingFault."""
    made: list[Path] = []
    if {"deb", "run"} & set(kinds) and not again:
        freeze.prepare()
        made += notices.write()
    if "deb" in kinds:
        import debian  # noqa: PLC0415

        made.append(debian.build(freeze.freeze("system"), fast=fast))
    if "run" in kinds:
        import selfextractor  # noqa: PLC0415

        made.append(selfextractor.build(freeze.freeze("bundled")))
    if "windows" in kinds:
        made += windows()
    write_sums()
    for path in made:
        tell(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def windows() -> list[Path]:
    """Build the Windows installers; their steps live in a folder of their own."""
    before = set(DIST.iterdir()) if DIST.is_dir() else set()
    do(sys.executable, HERE / "windows", DIST)
    return sorted(set(DIST.iterdir()) - before)


def write_sums() -> None:
    """Write SHA256SUMS over everything that dist/ hands out."""
    files = sorted(
        path for path in DIST.iterdir() if path.is_file() and not path.name.startswith("SHA256SUMS")
    )
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
