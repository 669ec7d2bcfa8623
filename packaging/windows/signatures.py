"""Reads who signed a Windows file, through osslsigncode, and refuses another signer or a changed file.

Asserted is that the digest inside the signature is that of the file, and that the signer's certificate names
the expected organisation. The chain up to a root certificate is not, for Debian does not ship Microsoft's;
the pinned hashes of the files stand for it.
"""

import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from windows.pins import BuildFault

_SUBJECT = re.compile(r"Subject:\s*(.+)")
_ORGANISATION = re.compile(r"/O=([^/]+)")
_STATED = re.compile(r"Current message digest\s*:\s*([0-9A-F]+)")
_FOUND = re.compile(r"Calculated message digest\s*:\s*([0-9A-F]+)")


@dataclass(frozen=True, slots=True)
class Signature:
    """The first signature of a file."""

    organisation: str
    intact: bool
    """Whether the signed digest is that of the file."""


def parsed(told: str) -> Signature | None:
    """Return the first signature that osslsigncode's `verify` told of; None when there is none."""
    subject, stated, found = _SUBJECT.search(told), _STATED.search(told), _FOUND.search(told)
    if subject is None or stated is None or found is None:
        return None
    organisation = _ORGANISATION.search(subject[1])
    return Signature(organisation[1].strip() if organisation else "", stated[1] == found[1])


def signature(file: Path) -> Signature | None:
    """Return the first signature of `file`; None when it has none."""
    # It answers 1 for a chain it cannot follow, as for a file without a signature: only its words count.
    done = subprocess.run(
        ["osslsigncode", "verify", str(file)], capture_output=True, text=True, check=False, errors="replace"
    )
    return parsed(done.stdout + done.stderr)


def expect(file: Path, organisation: str) -> None:
    """Raise BuildFault unless `file` is unchanged since `organisation` signed it."""
    found = signature(file)
    if found is None:
        raise BuildFault(f"{file.name} is not signed; expected {organisation}")
    if found.organisation != organisation:
        raise BuildFault(f"{file.name} is signed by {found.organisation!r}; expected {organisation!r}")
    if not found.intact:
        raise BuildFault(f"{file.name} was changed after {organisation} signed it")


def sha256(file: Path) -> str:
    """Return the SHA-256 of `file` in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
