"""Makes linktester.app and its .dmg, signed and notarised. Only on a Mac; elsewhere it refuses.

    python3 packaging/macos/build.py

LINKTESTER_MAC_IDENTITY    name of the “Developer ID Application” certificate in the keychain; without one the
                           application is signed for this machine alone, and not notarised
LINKTESTER_MAC_PROFILE     keychain profile made with `xcrun notarytool store-credentials`

Nothing of this has been run on a Mac yet: what could be checked elsewhere is the property list.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from project import DIST, NAME, ROOT, WORK, PackagingFault, do, tell, version  # noqa: E402

REFUSED = 3
ENTITLEMENTS = HERE / "entitlements.plist"
ENVIRONMENT = WORK / "mac-environment"
ICON_SIZES = (16, 32, 128, 256, 512)
_HEADS = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xcf")
"""How files with machine code begin."""


def main() -> int:
    """Build and hand over; return the exit code, 3 where this is no Mac."""
    if sys.platform != "darwin":
        sys.stderr.write("An application for macOS can be made, signed and tried on a Mac only.\n")
        return REFUSED
    try:
        application = freeze()
        identity = os.environ.get("LINKTESTER_MAC_IDENTITY", "")
        sign(application, identity)
        image = pack(application)
        if identity:
            notarise(image, os.environ.get("LINKTESTER_MAC_PROFILE", ""))
    except PackagingFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    tell(f"{image}: {image.stat().st_size / 1e6:.1f} MB")
    return 0


def freeze() -> Path:
    """Return linktester.app, made in a clean environment of what the lock files pin."""
    tell("a clean environment")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    do(sys.executable, "-m", "venv", ENVIRONMENT)
    pip = (ENVIRONMENT / "bin" / "pip", "install", "--quiet", "--only-binary", ":all:", "--require-hashes")
    do(*pip, "-r", ROOT / "requirements.lock")
    do(*pip, "-r", HERE.parent / "requirements-freeze.lock")
    icon()
    tell("freezing")
    where = ("--distpath", WORK / "mac", "--workpath", WORK / "mac-work")
    python = ENVIRONMENT / "bin" / "python"
    do(python, "-m", "PyInstaller", "--noconfirm", "--clean", *where, HERE / "linktester.spec")
    return WORK / "mac" / f"{NAME}.app"


def icon() -> None:
    """Make the icon out of the drawn sizes."""
    sizes = WORK / f"{NAME}.iconset"
    sizes.mkdir(parents=True, exist_ok=True)
    for size in ICON_SIZES:
        for factor, mark in ((1, ""), (2, "@2x")):
            drawn = ROOT / "assets" / "icons" / f"{NAME}-{size * factor}.png"
            if drawn.is_file():
                shutil.copyfile(drawn, sizes / f"icon_{size}x{size}{mark}.png")
    do("iconutil", "--convert", "icns", "--output", WORK / f"{NAME}.icns", sizes)


def sign(application: Path, identity: str) -> None:
    """Sign from the inside to the outside; without an identity for this machine alone."""
    hardened = ("--options", "runtime", "--timestamp") if identity else ()
    begin = ("codesign", "--force", "--sign", identity or "-", *hardened)
    for file in code(application):
        do(*begin, file, quiet=True)
    do(*begin, "--entitlements", ENTITLEMENTS, application)
    do("codesign", "--verify", "--deep", "--strict", application)


def code(application: Path) -> Iterator[Path]:
    """Yield what has to be signed on its own, the deepest first: libraries, then frameworks."""
    main_program = application / "Contents" / "MacOS" / NAME
    inside = sorted(application.rglob("*"), key=_depth, reverse=True)
    for path in inside:
        if path.is_file() and not path.is_symlink() and path != main_program and is_code(path):
            yield path
    yield from (path for path in inside if path.suffix == ".framework" and not path.is_symlink())


def _depth(path: Path) -> int:
    return len(path.parts)


def is_code(file: Path) -> bool:
    """Return whether a file holds machine code for a Mac."""
    with file.open("rb") as opened:
        return opened.read(4) in _HEADS


def pack(application: Path) -> Path:
    """Return the disk image with the application and a way to the folder of applications."""
    stage = WORK / "mac-image"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    # Not Python's copy: links and signatures inside have to stay as they are.
    do("ditto", application, stage / application.name)
    (stage / "Applications").symlink_to("/Applications")
    image = DIST / f"{NAME}-{version()}.dmg"
    DIST.mkdir(exist_ok=True)
    do("hdiutil", "create", "-ov", "-format", "UDZO", "-volname", NAME, "-srcfolder", stage, image)
    return image


def notarise(image: Path, profile: str) -> None:
    """Have Apple look at the image and fasten its answer to it. Raises PackagingFault without a profile."""
    if not profile:
        raise PackagingFault("Notarising needs LINKTESTER_MAC_PROFILE, a profile of the keychain.")
    do("codesign", "--sign", os.environ["LINKTESTER_MAC_IDENTITY"], "--timestamp", image)
    do("xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait")
    do("xcrun", "stapler", "staple", image)
    told = subprocess.run(
        ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", image], check=False
    )
    if told.returncode:
        raise PackagingFault("Gatekeeper does not accept the image.")


if __name__ == "__main__":
    sys.exit(main())
