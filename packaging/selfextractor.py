"""Makes the self-extractor: one file that installs linktester for one user, where nobody has root.

It brings the system libraries along, all but those of the graphics driver.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import desktopfiles
from freeze import architecture
from project import DIST, HERE, NAME, WORK, do, epoch, stamp, tell, version


def build(tree: Path) -> Path:
    """Return the self-extractor made of the frozen folder with libraries. Raises PackagingFault."""
    tell("a self-extractor")
    root = WORK / "selfextractor"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    shutil.copytree(tree, root / NAME, symlinks=True)
    desktopfiles.write(root / "share")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copyfile(HERE / "linux" / script, root / script)
        (root / script).chmod(0o755)
    stamp(root)
    target = DIST / f"{NAME}-{version()}-linux-{architecture()}.run"
    date = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%d %H:%M:%S")
    same = f"--sort=name --mtime=@{epoch()} --owner=0 --group=0 --numeric-owner"
    # Not xz: a minimal system has none, and then nothing can be unpacked.
    packing = ["--gzip", "--nox11", "--sha256", "--quiet", "--packaging-date", date, "--tar-extra", same]
    do("makeself", *packing, root, target, f"{NAME} {version()}", "./install.sh", quiet=True)
    return target
