from linktester.serve.requestlog import MOST_TEXT, Findings, RequestLog
from tests.fakes.payers import NOON


def write(log: RequestLog, body: bytes = b"", target: str = "/v3/pay") -> None:
    log.write(
        at=NOON,
        api="wechatpay",
        asked=("POST", target, {"a": "b"}, body),
        answered=(200, b"{}"),
        findings=Findings(number="T-1", built="POST\n"),
    )


def test_entries_are_read_on_from_where_one_stopped() -> None:
    log = RequestLog()
    for _ in range(5):
        write(log)
    first = log.after(0, most=3)
    assert [each.id for each in first] == [1, 2, 3]
    assert [each.id for each in log.after(first[-1].id)] == [4, 5]
    assert first[0].findings.built == "POST\n"


def test_the_oldest_fall_out() -> None:
    log = RequestLog(most=2)
    for _ in range(3):
        write(log)
    assert [each.id for each in log.after(0)] == [2, 3]
    assert len(log) == 2


def test_what_is_kept_is_bounded_and_always_text() -> None:
    log = RequestLog()
    write(log, b"\xff" * 10 * MOST_TEXT, "/" + "x" * 10 * MOST_TEXT)
    entry = log.after(0)[0]
    assert len(entry.body) == len(entry.target) == MOST_TEXT
    entry.body.encode()


def test_what_the_server_built_is_bounded_too() -> None:
    log, seen = RequestLog(), []
    log.watcher = seen.append
    findings = Findings(built="x" * 10 * MOST_TEXT)
    log.write(at=NOON, api="a", asked=("GET", "/", {}, b""), answered=(200, b""), findings=findings)
    assert len(log.after(0)[0].findings.built) == MOST_TEXT
    assert seen == list(log.after(0))


def test_headers_are_bounded_too() -> None:
    log = RequestLog()
    headers = {f"x-{number}": "v" * 1_000 for number in range(100)}
    log.write(at=NOON, api="a", asked=("GET", "/", headers, b""), answered=(200, b""), findings=Findings())
    kept = log.after(0)[0].headers
    assert kept.items() <= {**headers, list(kept)[-1]: kept[list(kept)[-1]]}.items()
    assert 10 * 1_000 < sum(len(name) + len(value) for name, value in kept.items()) <= MOST_TEXT


def test_all_entries_together_are_bounded() -> None:
    log = RequestLog()
    for _ in range(1_200):
        write(log, b"x" * MOST_TEXT, "/" + "x" * MOST_TEXT)
    assert 500 < len(log) < 1_200
    assert log.after(0, most=1)[0].id == 1_200 - len(log) + 1
