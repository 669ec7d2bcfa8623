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
