"""Signs what lies in dist/, with keys that come from the environment and are never kept.

    python3 packaging/sign.py

    LINKTESTER_GPG_KEY           fingerprint of the key that signs SHA256SUMS (and the apt repository)
    LINKTESTER_SIGN_CERT         file with the certificate chain for Windows (PEM), and either
    LINKTESTER_SIGN_KEY            file with its key, or
    LINKTESTER_SIGN_PKCS11         address of the key in a token, whose library is LINKTESTER_SIGN_MODULE
    LINKTESTER_SIGN_PASSWORD     file that holds the key's password, if it has one
    LINKTESTER_SIGN_TIME         address of a time-stamping service; without one a signature ends when its
                                 certificate does

What has no key is left unsigned, and that is said. Windows programs are signed before the sums are.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from build import write_sums
from project import DIST, PackagingFault, do, tell

WINDOWS = ("*.exe", "*.msi")


def main() -> int:
    """Sign everything there is a key for; return the exit code."""
    try:
        files = sorted(path for pattern in WINDOWS for path in DIST.glob(pattern))
        for file in files:
            sign_windows(file, os.environ)
        write_sums()
        sign_sums(os.environ.get("LINKTESTER_GPG_KEY", ""))
    except PackagingFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def sign_windows(file: Path, settings: Mapping[str, str]) -> None:
    """Sign one installer in place, and have the signature read back. Raises PackagingFault."""
    if not settings.get("LINKTESTER_SIGN_CERT"):
        tell(f"{file.name} stays unsigned: LINKTESTER_SIGN_CERT names no certificate")
        return
    signed = file.with_name(f"{file.name}.signed")
    signed.unlink(missing_ok=True)
    do("osslsigncode", "sign", *windows_options(settings), "-in", file, "-out", signed, quiet=True)
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder, "signature")
        do("osslsigncode", "extract-signature", "-in", signed, "-out", there, quiet=True)
    signed.replace(file)
    tell(f"{file.name} is signed")


def windows_options(settings: Mapping[str, str]) -> list[str]:
    """Return the words that say with which key. Raises PackagingFault when none is named."""
    words = ["-certs", settings["LINKTESTER_SIGN_CERT"], "-h", "sha256"]
    if settings.get("LINKTESTER_SIGN_PKCS11"):
        words += ["-pkcs11module", settings.get("LINKTESTER_SIGN_MODULE", "")]
        words += ["-key", settings["LINKTESTER_SIGN_PKCS11"]]
    elif settings.get("LINKTESTER_SIGN_KEY"):
        words += ["-key", settings["LINKTESTER_SIGN_KEY"]]
    else:
        raise PackagingFault(
            "A certificate without a key: set LINKTESTER_SIGN_KEY or LINKTESTER_SIGN_PKCS11."
        )
    if settings.get("LINKTESTER_SIGN_PASSWORD"):
        words += ["-readpass", settings["LINKTESTER_SIGN_PASSWORD"]]
    if settings.get("LINKTESTER_SIGN_TIME"):
        words += ["-ts", settings["LINKTESTER_SIGN_TIME"]]
    return [*words, "-n", "linktester"]


def sign_sums(key: str) -> None:
    """Put a signature beside SHA256SUMS."""
    target = DIST / "SHA256SUMS.asc"
    target.unlink(missing_ok=True)
    if not key:
        tell("SHA256SUMS stays unsigned: LINKTESTER_GPG_KEY names no key")
        return
    sums = DIST / "SHA256SUMS"
    do(
        "gpg",
        "--batch",
        "--yes",
        "--local-user",
        key,
        "--armor",
        "--detach-sign",
        "--output",
        target,
        sums,
        quiet=True,
    )
    tell("SHA256SUMS is signed")


if __name__ == "__main__":
    sys.exit(main())
