import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from linktester.serve.control import PREFIX, ControlApp
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Record
from linktester.serve.happenings import Acted, Happening
from tests.fakes.emulator import Reply, acall, call
from tests.fakes.gates import said_emulator

GOOD = {"host": "127.0.0.1:4000", "authorization": "Bearer secret"}
SPEC = {"as_of": "2022-03-01T12:00:00+08:00"}


@pytest.fixture
def emulator(tmp_path: Path) -> Emulator:
    return said_emulator(tmp_path)


def ask(
    emulator: Emulator, method: str, path: str, body: Any = None, headers: Mapping[str, str] = GOOD
) -> Reply:
    app = ControlApp(emulator, "secret", asyncio.Event())
    octets = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
    return call(app, method, f"{PREFIX}{path}", headers, octets)


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({**GOOD, "host": "evil.example"}, 403, "host"),
        ({"authorization": "Bearer secret"}, 403, "host"),
        ({**GOOD, "origin": "http://127.0.0.1:4000"}, 403, "origin"),
        ({**GOOD, "origin": "null"}, 403, "origin"),
        ({"host": "localhost"}, 401, "token"),
        ({**GOOD, "authorization": "Bearer wrong"}, 401, "token"),
        ({**GOOD, "authorization": "secret"}, 401, "token"),
    ],
)
def test_only_the_holder_of_the_token_is_answered(
    emulator: Emulator, headers: dict[str, str], status: int, reason: str
) -> None:
    reply = ask(emulator, "GET", "/health", headers=headers)
    assert (reply.status, reply.json["reason"]) == (status, reason)


def test_an_absolute_target_does_not_hide_a_foreign_host(emulator: Emulator) -> None:
    app = ControlApp(emulator, "secret", asyncio.Event())
    headers = {**GOOD, "host": "evil.example"}
    reply = call(app, "GET", f"http://127.0.0.1{PREFIX}/health", headers, b"")
    assert (reply.status, reply.json["reason"]) == (403, "host")


@pytest.mark.parametrize("as_of", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_dates_beyond_all_calendars_are_refused(emulator: Emulator, as_of: str) -> None:
    assert ask(emulator, "POST", "/worlds", {"as_of": as_of}).status == 400


def test_health_names_version_platforms_and_time(emulator: Emulator) -> None:
    told = ask(emulator, "GET", "/health").json
    assert "wechat" in told["platforms"]
    assert told["version"]
    assert told["business_time"].endswith("+00:00")


def test_equal_specs_have_equal_ids(emulator: Emulator) -> None:
    first = ask(emulator, "POST", "/worlds", SPEC).json["id"]
    assert ask(emulator, "POST", "/worlds", {**SPEC, "rollout_seed": None, "sites": []}).json["id"] == first
    told = ask(emulator, "GET", f"/worlds/{first}").json
    assert told["as_of"] == SPEC["as_of"]
    assert sorted(told["accept"]) == ["A", "D", "P", "R", "T"]


def test_assume_inferred_is_the_same_as_accepting_it(emulator: Emulator) -> None:
    assumed = ask(emulator, "POST", "/worlds", {**SPEC, "assume_inferred": True}).json["id"]
    accepted = ask(emulator, "POST", "/worlds", {**SPEC, "accept": ["A", "D", "P", "R", "T", "I"]}).json["id"]
    assert assumed == accepted
    assert ask(emulator, "POST", "/worlds", {**SPEC, "assume_inferred": False}).json["id"] != assumed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        {},
        {"as_of": "2022-03-01T12:00:00"},
        {"as_of": "yesterday"},
        {**SPEC, "acept": []},
        {**SPEC, "accept": ["Z"]},
        {**SPEC, "sites": [{"title": "no host"}]},
        {**SPEC, "faults": [{"does": "explode"}]},
    ],
)
def test_bad_worlds_are_told(emulator: Emulator, body: Any) -> None:
    reply = ask(emulator, "POST", "/worlds", body or b" ")
    assert (reply.status, reply.json["reason"]) == (400, "body")


def test_faults_make_another_world(emulator: Emulator) -> None:
    plain = ask(emulator, "POST", "/worlds", SPEC).json["id"]
    fault = {"match": {"host": "*.taobao.com"}, "does": "status", "status": 503}
    broken = ask(emulator, "POST", "/worlds", {**SPEC, "faults": [fault]}).json["id"]
    found = emulator.worlds.find(broken)
    assert broken != plain
    assert found is not None
    assert found.faults[0].hits("item.taobao.com", "/")


def test_the_journal_is_asked_by_ids_and_gives_once(emulator: Emulator) -> None:
    id_ = emulator.journal.write("w1", Record(effects=("open",)))
    query = {"ids": [id_, "nobody"]}
    (entry,) = ask(emulator, "POST", "/journal/query", query).json["entries"]
    assert (entry["request_id"], entry["effects"]) == (id_, ["open"])
    assert ask(emulator, "POST", "/journal/query", query).json["entries"] == []


def test_too_many_ids_are_refused(emulator: Emulator) -> None:
    assert ask(emulator, "POST", "/journal/query", {"ids": ["a"] * 10_001}).status == 400


def test_the_age_of_a_code_can_be_told(emulator: Emulator) -> None:
    age = {"world": "w1", "code": "t1", "made_at": "2022-03-01T12:00:00+08:00"}
    assert ask(emulator, "POST", "/codes", age).status == 200
    assert emulator.codes.known("w1", "t1").made_at is not None
    assert ask(emulator, "POST", "/codes", {**age, "made_at": "2022-03-01T12:00:00"}).status == 400
    emulator.codes.close()


def test_hosts_and_packs_are_listed(emulator: Emulator) -> None:
    hosts = ask(emulator, "GET", "/hosts").json["hosts"]
    assert {"*.linktester.test", "m.tb.cn", "weixin110.qq.com"} <= set(hosts)
    assert ask(emulator, "GET", "/packs").json == {"said": "2022-01-01 0000"}


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("GET", "/worlds"), ("GET", "/worlds/w0")])
def test_unknown_calls_are_404(emulator: Emulator, method: str, path: str) -> None:
    assert ask(emulator, method, path).status == 404


def test_calls_outside_the_prefix_are_404(emulator: Emulator) -> None:
    app = ControlApp(emulator, "secret", asyncio.Event())
    assert call(app, "GET", "/health", GOOD).status == 404


def test_shutdown_is_answered_and_then_done(emulator: Emulator) -> None:
    async def shut_down() -> int:
        stop = asyncio.Event()
        reply = await acall(ControlApp(emulator, "secret", stop), "POST", f"{PREFIX}/shutdown", GOOD)
        async with asyncio.timeout(5):
            await stop.wait()
        return reply.status

    assert asyncio.run(shut_down()) == 200


def test_what_the_payer_does_is_told_and_what_is_only_asked_is_not(emulator: Emulator) -> None:
    seen: list[Happening] = []
    emulator.ground.watch(seen.append)
    ask(emulator, "GET", "/orders")
    ask(emulator, "POST", "/worlds", SPEC)
    ask(emulator, "POST", "/payer/scan", {"code": "nobody's"})
    ask(emulator, "POST", "/payer/scan", {"code": "nobody's"}, {**GOOD, "authorization": "Bearer wrong"})
    (act,) = seen
    assert isinstance(act, Acted)
    assert (act.call, act.status) == ("/payer/scan", 404)
    assert b"unknown" in act.answer
