"""Makes the Debian package: frozen folder, what a desktop is told, what is installed beside it."""

import email.utils
import gzip
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import debfile
import desktopfiles
import elf
from freeze import architecture
from project import DIST, HERE, NAME, WORK, PackagingFault, do, epoch, size, stamp, tell, version

MOST_OCTETS = 45_000_000
MAINTAINER = "linktester maintainers <maintainers@linktester.test>"
RECOMMENDS = "fonts-noto-cjk | fonts-wqy-microhei"
RESTS = """\
 A link or a payment code is made or pasted, opened in emulated platforms by
 dated, cited rules, and judged: honored, rewritten, blocked or inconclusive,
 with evidence and the reason. Window and terminal, English and Chinese.
 .
 Nothing leaves the machine, no account is needed."""


def build(tree: Path, *, fast: bool = False) -> Path:
    """Return the package made of the frozen folder; `fast` packs larger.

    Raises PackagingFault.
    """
    tell("a Debian package")
    root = WORK / "debian"
    shutil.rmtree(root, ignore_errors=True)
    library = root / "usr" / "lib" / NAME
    shutil.copytree(tree, library, symlinks=True)
    command = root / "usr" / "bin" / NAME
    command.parent.mkdir()
    command.symlink_to(f"../lib/{NAME}/{NAME}")
    desktopfiles.write(root / "usr" / "share")
    documents = root / "usr" / "share" / "doc" / NAME
    (documents / "changelog.gz").write_bytes(gzip.compress(changelog().encode(), 9, mtime=0))
    overrides = root / "usr" / "share" / "lintian" / "overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(HERE / "linux" / "lintian-overrides", overrides)
    set_rights(root, library / NAME)
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(stanza(depends(library), size(root)), encoding="utf-8")
    stamp(root)
    target = DIST / f"{NAME}_{version()}_{architecture()}.deb"
    if fast:
        do("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", root, target, quiet=True)
    else:
        debfile.write(target, root, epoch(), x86=architecture() == "amd64")
    if not fast and target.stat().st_size > MOST_OCTETS:
        raise PackagingFault(
            f"{target.name} is {target.stat().st_size:,} octets; no more than {MOST_OCTETS:,} are wanted."
        )
    return target


def set_rights(root: Path, program: Path) -> None:
    """Give every file the usual rights: all may read, none but the program is executable."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def depends(library: Path) -> str:
    """Return the packages that bring what the folder's files ask for.

    Stops when a kept file asks for a library that was left out and that no package brings.
    """
    files = elf.files(library)
    private = sorted({str(path.parent) for path in files})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "debian").mkdir()
        (folder / "debian" / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
        options = ["--ignore-missing-info", "--warnings=0", "-O", *(f"-l{each}" for each in private)]
        told = do("dpkg-shlibdeps", *options, *files, folder=folder, quiet=True)
    computed = told.partition("shlibs:Depends=")[2].strip().split(", ")
    return ", ".join(sorted({*without_ours(computed), *opened_by_name()}))


def without_ours(names: Iterable[str]) -> list[str]:
    """Return the packages without those that only the building machine's Python came from."""
    return [name for name in names if name and not name.startswith(("python3", "libpython3"))]


def opened_by_name() -> tuple[str, ...]:
    """Return packages whose libraries the toolkit opens by name, which no file tells of."""
    return ("libegl1", "libgl1")


def stanza(needed: str, octets: int) -> str:
    """Return the control file's text."""
    fields = {
        "Package": NAME,
        "Version": version(),
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(octets // 1024 + 1),
        "Depends": needed,
        "Recommends": RECOMMENDS,
        "Suggests": "xdg-utils",
        "Section": "devel",
        "Priority": "optional",
        "Description": f"tester for links between apps\n{RESTS}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def changelog() -> str:
    """Return Debian's changelog: one entry that points to the news."""
    date = email.utils.formatdate(epoch())
    return (
        f"{NAME} ({version()}) stable; urgency=medium\n\n"
        f"  * New version; what is new is told in NEWS.gz.\n\n -- {MAINTAINER}  {date}\n"
    )
