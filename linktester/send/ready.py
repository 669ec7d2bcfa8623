"""The emulator's ready line: where it listens and how its control port is spoken to."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

MAX_LINE = 64 * 1024
"""Longest ready line that is read, in octets."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One running emulator."""

    base_url: str
    """Plain HTTP, `http://127.0.0.1:PORT`."""
    tls_base_url: str
    control_url: str
    """Includes its prefix; calls append to it."""
    control_token: str
    credentials_file: str
    """JSON bundle, mode 0600; `ca_pem` in it signs every emulated host."""

    @classmethod
    def from_line(cls, line: bytes | str) -> "Ready":
        """Return the emulator told in `line`.

        Raises EnvironmentFault when the line is no ready line, with the emulator's own words when it is its
        `failed` line.
        """
        told = _told(line)
        if told.get("event") == "failed":
            code, words = str(told.get("code", "")), str(told.get("message", ""))
            raise EnvironmentFault(message("send.emulator-refused-to-start", reason=code, words=words[:500]))
        values = [told.get(field.name) for field in fields(cls)]
        if told.get("event") != "ready" or not all(isinstance(value, str) and value for value in values):
            raise EnvironmentFault(message("send.no-ready-line", line=_shown(line)))
        return cls(*(str(value) for value in values))

    @classmethod
    def running_in(cls, line: bytes | str) -> "Ready | None":
        """Return the emulator that holds the state directory already, where a `failed` line tells of one."""
        running = _told(line).get("running")
        if not isinstance(running, dict):
            return None
        try:
            return cls.from_line(json.dumps(running))
        except EnvironmentFault:
            return None

    @classmethod
    def from_file(cls, file: Path) -> "Ready":
        """Return the emulator whose ready line `serve --ready-file` wrote into `file`.

        Raises EnvironmentFault when there is no such file or no such line in it.
        """
        try:
            with file.open("rb") as opened:
                return cls.from_line(opened.read(MAX_LINE))
        except OSError as error:
            raise EnvironmentFault(
                message("send.no-ready-file", file=str(file), reason=error.strerror or "")
            ) from error

    def ca_pem(self) -> str:
        """Return the certificate that signs the emulated hosts. Raises EnvironmentFault without one."""
        try:
            bundle = json.loads(Path(self.credentials_file).read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            raise EnvironmentFault(message("send.no-credentials", file=self.credentials_file)) from error
        pem = bundle.get("ca_pem") if isinstance(bundle, dict) else None
        if not isinstance(pem, str):
            raise EnvironmentFault(message("send.no-credentials", file=self.credentials_file))
        return pem

    def address(self, scheme: str) -> tuple[str, int]:
        """Return host and port that emulated `http` or `https` hosts are reached at."""
        parts = urlsplit(self.tls_base_url if scheme == "https" else self.base_url)
        return parts.hostname or "127.0.0.1", parts.port or (443 if scheme == "https" else 80)


def _told(line: bytes | str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _shown(line: bytes | str) -> str:
    text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
    return text[:200].strip()
