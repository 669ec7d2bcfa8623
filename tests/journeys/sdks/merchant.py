"""A merchant's program beside its SDK: a door for callbacks, and a talk with the test that drives it.

Runs in the SDK's own environment, so only the standard library is used. The talk is one JSON object a line:
the test says `{"step": name, "with": {…}}`, the answer is `{"gave": …}` or `{"raised": "Type: text"}`.
"""

import http.server
import json
import os
import sys
import threading
import urllib.parse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

BASE = os.environ.get("EMULATOR_BASE_URL", "")
PATIENCE = 15.0
"""Seconds a callback is waited for."""

Judge = Callable[[Mapping[str, str], bytes], Any]


def credentials() -> dict[str, Any]:
    """Return the bundle as it stands now; a rotation rewrites it."""
    return json.loads(Path(os.environ["EMULATOR_CREDENTIALS"]).read_text(encoding="utf-8"))


class Merchant:
    """A door on loopback. Whatever comes is given to `judge`, which asks the SDK; what it says is kept.

    What the SDK does not take (it gives nothing, or raises) is answered with `refused`, the rest with
    `taken`: as a merchant does who follows the platform's documentation.
    """

    def __init__(self, judge: Judge, taken: bytes = b"", refused: tuple[int, bytes] = (401, b"{}")) -> None:
        self._judge = judge
        self._taken = taken
        self._refused = refused
        self._heard: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._door())
        self.url = f"http://127.0.0.1:{self._server.server_port}/notify"
        self.busy = False
        """While set, callbacks are verified and then turned away, as by a shop whose database is down."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def heard(self, count: int) -> list[dict[str, Any]]:
        """Wait for `count` callbacks since the last `forget` and return them, the oldest first."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._heard) >= count, PATIENCE):
                raise TimeoutError(f"{len(self._heard)} callbacks came, {count} were waited for")
            return list(self._heard)

    def forget(self) -> None:
        """Begin to count anew."""
        with self._changed:
            self._heard.clear()

    def _door(self) -> type[http.server.BaseHTTPRequestHandler]:
        merchant = self

        class Door(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                status, answer = merchant._take(dict(self.headers.items()), body)
                self.send_response(status)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Door

    def _take(self, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        note: dict[str, Any] = {"headers": dict(headers), "body": body.decode("utf-8", "replace")}
        try:
            note["taken"] = self._judge(headers, body)
        except Exception as error:  # noqa: BLE001 whatever an SDK raises means that it refuses
            note["taken"] = None
            note["raised"] = told(error)
        status, answer = self._refused if self.busy or not note["taken"] else (200, self._taken)
        with self._changed:
            self._heard.append(note)
            self._changed.notify_all()
        return status, answer


def form(body: bytes, charset: str = "utf-8") -> dict[str, str]:
    """Return the fields of a form as a web framework would."""
    return dict(urllib.parse.parse_qsl(body.decode("ascii"), encoding=charset, keep_blank_values=True))


def told(error: BaseException) -> str:
    """Return an error in one line."""
    return f"{type(error).__name__}: {error}"


def speak(shop: object) -> None:
    """Do the steps that the test asks for, each a method of `shop`, until it falls silent."""
    out = sys.stdout
    sys.stdout = sys.stderr  # SDKs print
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"gave": getattr(shop, asked["step"])(**asked["with"])}
        except Exception as error:  # noqa: BLE001 the test judges what an SDK raises
            answer = {"raised": told(error)}
        out.write(json.dumps(answer) + "\n")
        out.flush()
