"""The manifest of an untrusted APK, read by a child process that is ended when it takes too long."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.oslinks.appfiles.apkworker import MAX_BYTES
from linktester.oslinks.appfiles.manifest import Manifest, manifest
from linktester.oslinks.appfiles.manifestdata import Values
from linktester.oslinks.appfiles.xmltext import Element
from linktester.oslinks.filefindings import FileFinding

SECONDS = 30.0
"""What the child may take."""
MARK = b"PK\x03\x04"
_MOST_ANSWER = 128 * 1024 * 1024


def command() -> tuple[str, ...]:
    """Return how this installation starts the child: as a module, or as the one frozen executable."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "doctor", "apk-manifest")
    return (sys.executable, "-m", "linktester.oslinks.appfiles.apkworker")


def read_apk(octets: bytes, seconds: float = SECONDS, program: Sequence[str] | None = None) -> Manifest:
    """Return what the manifest of an APK says. Never raises; without the extra `apk` that is a finding."""
    if len(octets) > MAX_BYTES:
        return _none(message("appfiles.apk-too-large", limit_mib=MAX_BYTES // 1024 // 1024))
    try:
        done = subprocess.run(
            list(program or command()),
            input=octets,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return _none(message("appfiles.apk-too-slow", seconds=int(seconds)))
    except OSError as fault:
        return _none(message("appfiles.apk-no-child", reason=(fault.strerror or str(fault))[:100]))
    return _understood(done.stdout)


def _understood(answer: bytes) -> Manifest:
    """Return what the child said; one that broke off is told like a damaged package."""
    try:
        found = json.loads(answer) if len(answer) <= _MOST_ANSWER else None
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and "code" in found:
        return _none(Message(str(found["code"]), found["args"]))
    root = _tree(found["elements"]) if isinstance(found, dict) else None
    if root is None:
        return _none(message("appfiles.apk-broken", reason="AndroidManifest.xml"))
    return manifest(root, Values(is_compiled=True))


def _tree(rows: list[list[Any]]) -> Element | None:
    root: Element | None = None
    stack: list[Element] = []
    for depth, name, line, attributes in rows:
        made = Element(name, "", {(space, key): text for space, key, text in attributes}, line, 1)
        del stack[max(depth - 1, 0) :]
        if stack:
            stack[-1].children.append(made)
        elif root is None:
            root = made
        stack.append(made)
    return root


def _none(said: Message) -> Manifest:
    return Manifest(findings=(FileFinding(Severity.ERROR, said),), readable=False)
