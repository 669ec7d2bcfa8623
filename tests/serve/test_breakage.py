import pytest

from linktester.model.world import WorldSpec
from linktester.serve.breakage import broken
from linktester.serve.exchange import Record, html
from linktester.serve.faults import Breaks, Fault, FaultMatch
from linktester.serve.worlds import Worlds
from tests.fakes.emulator import DATE, asked

ANSWER = html(
    '<title>商品</title><link rel="canonical" href="https://a.example/7"><p>价格</p>',
    record=Record(effects=("open",)),
)


def answered(fault: Fault) -> tuple[int, str, tuple[str, ...]]:
    world = Worlds().make(WorldSpec(as_of=DATE), (fault,))
    answer = broken(asked("https://a.example/7", in_world=world), ANSWER)
    return answer.status, answer.body.decode(), answer.record.effects


@pytest.mark.parametrize(
    ("does", "there", "gone"),
    [
        (Breaks.FILLER, "a.example/7", "价格"),
        (Breaks.WRONG_ITEM, "a.example/8", "a.example/7"),
        (Breaks.SOFT_404, "没有找到", "canonical"),
        (Breaks.LOGIN, 'type="password"', "canonical"),
    ],
)
def test_pages_are_broken_as_asked_and_stay_200(does: Breaks, there: str, gone: str) -> None:
    status, body, effects = answered(Fault(does=does))
    assert status == 200
    assert there in body
    assert gone not in body
    assert effects == ("open",)


def test_block_text_is_the_only_words() -> None:
    status, body, _ = answered(Fault(does=Breaks.BLOCK_TEXT, text="<不给看>"))
    assert status == 200
    assert "&lt;不给看&gt;" in body
    assert "canonical" not in body


def test_a_status_is_kept_within_what_http_knows() -> None:
    assert answered(Fault(does=Breaks.STATUS, status=503))[0] == 503
    assert answered(Fault(does=Breaks.STATUS, status=7000))[0] == 599


def test_what_no_fault_hits_stays() -> None:
    fault = Fault(does=Breaks.STATUS, match=FaultMatch(host="b.example"))
    assert answered(fault)[1] == ANSWER.body.decode()


def test_faults_of_association_files_leave_pages_alone() -> None:
    assert answered(Fault(does=Breaks.FILE_MISSING))[:2] == (ANSWER.status, ANSWER.body.decode())
