"""Lays out a signed apt repository of the Debian packages in dist/.

    LINKTESTER_GPG_KEY=FINGERPRINT python3 packaging/repository.py FOLDER

The key is looked up in the keyring of whoever calls ($GNUPGHOME counts); none is kept here. Beside the layout
stands the public key, and the lines that a user's machine needs are printed. Serve FOLDER over HTTPS.
"""

import gzip
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from project import DIST, NAME, PackagingFault, do, tell

SUITE, COMPONENT, ARCHITECTURES = "stable", "main", ("amd64", "arm64")
KEY_VARIABLE = "LINKTESTER_GPG_KEY"


def main(arguments: list[str]) -> int:
    """Lay the repository out in the folder; return the exit code."""
    key = os.environ.get(KEY_VARIABLE, "")
    if len(arguments) != 1 or not key:
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        lay_out(Path(arguments[0]).absolute(), key)
    except PackagingFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def lay_out(folder: Path, key: str) -> None:
    """Add the packages of dist/ to the repository in `folder`, then index and sign it. Older ones stay."""
    pool = folder / "pool" / COMPONENT / NAME
    pool.mkdir(parents=True, exist_ok=True)
    packages = sorted(DIST.glob(f"{NAME}_*.deb"))
    if not packages:
        raise PackagingFault("dist/ holds no Debian package: build it first.")
    for package in packages:
        shutil.copyfile(package, pool / package.name)
    release = folder / "dists" / SUITE
    for architecture in ARCHITECTURES:
        _index(folder, release / COMPONENT / f"binary-{architecture}", architecture)
    for name in ("Release", "InRelease", "Release.gpg"):
        (release / name).unlink(missing_ok=True)
    text = do("apt-ftparchive", *_fields(), "release", release, folder=folder, quiet=True)
    (release / "Release").write_text(text, encoding="utf-8")
    _sign(release, key)
    do("gpg", "--batch", "--yes", "--export", "--output", folder / f"{NAME}.gpg", key, quiet=True)
    tell(f"For users: {NAME}.gpg goes into /etc/apt/keyrings/, this into sources.list.d/{NAME}.list:")
    tell(f"deb [signed-by=/etc/apt/keyrings/{NAME}.gpg] https://YOUR-HOST/ {SUITE} {COMPONENT}")


def _index(folder: Path, target: Path, architecture: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    text = do("apt-ftparchive", "--arch", architecture, "packages", "pool", folder=folder, quiet=True)
    (target / "Packages").write_text(text, encoding="utf-8")
    (target / "Packages.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _fields() -> list[str]:
    # Clients refuse a list that is older than one they have seen, so its date is the hour it is made.
    date = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S UTC")
    fields = {
        "Origin": NAME,
        "Label": NAME,
        "Suite": SUITE,
        "Codename": SUITE,
        "Architectures": " ".join(ARCHITECTURES),
        "Components": COMPONENT,
        "Date": date,
    }
    return [
        word for name, value in fields.items() for word in ("-o", f"APT::FTPArchive::Release::{name}={value}")
    ]


def _sign(release: Path, key: str) -> None:
    gpg = ("gpg", "--batch", "--yes", "--local-user", key)
    do(*gpg, "--clearsign", "--output", release / "InRelease", release / "Release", quiet=True)
    do(*gpg, "--armor", "--detach-sign", "--output", release / "Release.gpg", release / "Release", quiet=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
