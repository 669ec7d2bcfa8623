"""A real SDK in a process and an environment of its own, driven step by step against a real emulator."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any
from uuid import uuid4

import httpx
import pytest

from linktester.send import EmulatorProcess
from tests.journeys.sdks import environments

HERE = Path(__file__).parent
_SECONDS = 30.0
_HANGS = 120.0
"""Seconds after which a step is taken to hang."""


class Emulator:
    """The control surface of a running emulator: the payer, the clock, and what the platforms know."""

    def __init__(self, process: EmulatorProcess) -> None:
        ready = process.ready
        self.base_url = ready.base_url
        self.tls_base_url = ready.tls_base_url
        self.credentials_file = Path(ready.credentials_file)
        self._seen = 0
        self._client = httpx.Client(
            base_url=ready.control_url,
            headers={"Authorization": f"Bearer {ready.control_token}"},
            timeout=_SECONDS,
            trust_env=False,
        )

    def close(self) -> None:
        self._client.close()

    def credentials(self, platform: str) -> dict[str, Any]:
        return json.loads(self.credentials_file.read_text(encoding="utf-8"))[platform]

    def get(self, path: str, **query: str) -> dict[str, Any]:
        return self._told(self._client.get(path, params=query), 200)

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        return self._told(self._client.post(path, json=body), 200)

    def refused(self, path: str, **body: Any) -> str:
        """Make a call that must fail, and return its reason."""
        answer = self._client.post(path, json=body)
        assert 400 <= answer.status_code < 500, answer.text
        return answer.json()["reason"]

    def scan(self, code: str) -> dict[str, Any]:
        return self.post("/payer/scan", code=code)

    def pay(self, code: str, outcome: str = "success") -> dict[str, Any]:
        return self.post("/payer/pay", code=code, outcome=outcome)

    def auth_code(self, platform: str, behaviour: str) -> str:
        return self.post("/payer/auth-code", platform=platform, behaviour=behaviour)["auth_code"]

    def advance(self, seconds: int) -> None:
        self.post("/clock", advance_seconds=seconds)

    def order(self, number: str) -> dict[str, Any]:
        (found,) = (each for each in self.get("/orders")["orders"] if each["out_trade_no"] == number)
        return found

    def notices(self, number: str) -> list[dict[str, Any]]:
        """The callbacks of one order, the oldest first."""
        found = self.get("/notifications", out_trade_no=number)["notifications"]
        return sorted(found, key=lambda each: each["made_at"])

    def redeliver(self, notice: dict[str, Any], tamper: str | None = None) -> dict[str, Any]:
        return self.post(f"/notifications/{notice['id']}/redeliver", tamper=tamper)

    def last_request(self) -> dict[str, Any]:
        """The newest entry of the journal, which is told page by page."""
        last: dict[str, Any] = {"id": self._seen}
        while page := self.get("/requests", after=str(last["id"]))["requests"]:
            last = page[-1]
        self._seen = last["id"] - 1
        return last

    def _told(self, answer: httpx.Response, status: int) -> dict[str, Any]:
        assert answer.status_code == status, answer.text
        return answer.json()


class Sdk:
    """A driver that runs: calling it takes one step and returns what the SDK gave."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process = process
        self._log = log

    def __call__(self, step: str, /, **wishes: Any) -> Any:
        answer = self._asked(step, wishes)
        assert "gave" in answer, f"{step}: {answer['raised']}"
        return answer["gave"]

    def raises(self, step: str, /, **wishes: Any) -> str:
        """Take a step that must fail, and return what the SDK raised."""
        answer = self._asked(step, wishes)
        assert "raised" in answer, f"{step} gave {answer['gave']}"
        return answer["raised"]

    def _asked(self, step: str, wishes: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # A driver that hangs is ended, so that the test is told rather than stopped for ever.
        watch = Timer(_HANGS, self._process.kill)
        watch.start()
        try:
            self._process.stdin.write(json.dumps({"step": step, "with": wishes}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            watch.cancel()
        assert line, f"the driver ended: {self._log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
        return json.loads(line)


@contextmanager
def emulating(folder: Path) -> Iterator[Emulator]:
    """The emulator as a process of its own, on a state folder of its own."""
    with EmulatorProcess(folder) as process:
        emulator = Emulator(process)
        # The bundle is written when a platform is first spoken to.
        httpx.get(f"{emulator.base_url}/cgi-bin/token", trust_env=False)
        try:
            yield emulator
        finally:
            emulator.close()


def needs(driver: str) -> pytest.MarkDecorator:
    """Skip a test where the environment of `driver` has not been made."""
    name = driver.partition("/")[0]
    lacking = not environments.folder(name).exists()
    return pytest.mark.skipif(lacking, reason=f"SDKs in {name} are not installed: python3 dev.py test")


@contextmanager
def driving(driver: str, emulator: Emulator, folder: Path, **extra: str) -> Iterator[Sdk]:
    """Run `driver`, such as `pypi/drive_wechatpy.py`, in its environment."""
    script = HERE / driver
    made = environments.folder(script.parent.name)
    interpreter = environments.python(made) if script.suffix == ".py" else environments.node(made)
    log = folder / f"{script.stem}-{uuid4().hex[:6]}.log"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [str(interpreter), str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            encoding="utf-8",
            cwd=folder,
            env={**_environment(emulator, made), **extra},
        ) as process,
    ):
        try:
            yield Sdk(process, log)
        finally:
            process.kill()


def number() -> str:
    """A merchant's number that nobody has used."""
    return "J" + uuid4().hex[:23]


def _environment(emulator: Emulator, made: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return {
        **kept,
        "PYTHONPATH": str(HERE),
        "PYTHONUTF8": "1",
        "EMULATOR_BASE_URL": emulator.base_url,
        "EMULATOR_TLS_BASE_URL": emulator.tls_base_url,
        "EMULATOR_CREDENTIALS": str(emulator.credentials_file),
        "SDK_FOLDER": str(made),
    }
