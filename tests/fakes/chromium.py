"""A real browser as a second phone: headless Chromium on a pipe, resolving every host to the emulator.

Speaks the DevTools protocol over `--remote-debugging-pipe` (NUL-ended JSON on two file descriptors), so
nothing but Chromium itself is needed.
"""

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium on this machine")
ANSWER_SECONDS = 30
QUIET_SECONDS = 1.5
"""A page that has asked for nothing new for so long has come to rest."""

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--ignore-certificate-errors",
    "--remote-debugging-pipe",
)

ON_PIPES = """
import fcntl, os, sys
reads, writes = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(reads, 3)
os.dup2(writes, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Puts the two pipes where Chromium looks for them, in a process of its own."""


@dataclass
class Journey:
    """What the browser did, from the first request to rest."""

    hops: list[str] = field(default_factory=list)
    """Top-level URLs in order: requests, redirects, and URIs the page tried to hand to the system."""
    text: str = ""
    """Visible text of the page it came to rest on."""


class Browser:
    """One running Chromium with one page."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._buffer = b""
        self._count = 0
        self._events: list[dict[str, Any]] = []
        target = self._ask("Target.createTarget", {"url": "about:blank"}, session=None)["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True}, session=None)
        self._session: str | None = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call one DevTools method of the page and return its result."""
        return self._ask(method, parameters, session=self._session)

    def open(
        self,
        url: str,
        *,
        headers: dict[str, str] | None = None,
        agent: str | None = None,
        referer: str | None = None,
    ) -> Journey:
        """Go to `url`, as if from the page `referer`, and return the journey once it has come to rest."""
        self.ask("Network.setExtraHTTPHeaders", headers=headers or {})
        if agent:
            self.ask("Network.setUserAgentOverride", userAgent=agent)
        self._events.clear()
        self.ask("Page.navigate", url=url, **({"referrer": referer} if referer else {}))
        journey = Journey()
        for event in self._until_quiet():
            hop = _hop(event)
            if hop and (not journey.hops or journey.hops[-1] != hop):
                journey.hops.append(hop)
        found = self.ask("Runtime.evaluate", expression="document.body ? document.body.innerText : ''")
        journey.text = found["result"].get("value", "")
        return journey

    def _ask(self, method: str, parameters: dict[str, Any], *, session: str | None) -> dict[str, Any]:
        self._count += 1
        call: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if session:
            call["sessionId"] = session
        os.write(self._writing, json.dumps(call).encode() + b"\0")
        while True:
            answer = self._next(ANSWER_SECONDS)
            if answer is None:
                raise TimeoutError(f"Chromium did not answer {method}")
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self._events.append(answer)

    def _until_quiet(self) -> Iterator[dict[str, Any]]:
        yield from self._events
        self._events.clear()
        while (event := self._next(QUIET_SECONDS)) is not None:
            yield event

    def _next(self, seconds: float) -> dict[str, Any] | None:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], seconds)
            if not ready:
                return None
            data = os.read(self._reading, 1 << 16)
            if not data:
                raise EOFError("Chromium has gone")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)


def _hop(event: dict[str, Any]) -> str | None:
    parameters = event.get("params", {})
    if event.get("method") == "Network.requestWillBeSent" and parameters.get("type") == "Document":
        return parameters["request"]["url"]
    if event.get("method") == "Page.frameRequestedNavigation":
        url = parameters["url"]
        return None if url.startswith(("http:", "https:")) else url
    return None


@contextmanager
def running_browser(http_port: int = 0, tls_port: int = 0) -> Iterator[Browser]:
    """Start Chromium; with ports given every host resolves to the emulator's listeners."""
    assert PROGRAM, "ask for `needs_chromium` first"
    from_child, child_writes = os.pipe()
    child_reads, to_child = os.pipe()

    on_pipes = [sys.executable, "-c", ON_PIPES, str(child_reads), str(child_writes)]
    rules = (
        f"MAP *:443 127.0.0.1:{tls_port},MAP *:80 127.0.0.1:{http_port}" if tls_port else "MAP * ~NOTFOUND"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        child = subprocess.Popen(
            [*on_pipes, PROGRAM, *SWITCHES, f"--user-data-dir={profile}", f"--host-resolver-rules={rules}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(child_reads, child_writes),
        )
        os.close(child_reads)
        os.close(child_writes)
        try:
            yield Browser(from_child, to_child)
        finally:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            os.close(from_child)
            os.close(to_child)
