import pytest

from linktester.serve.injected import MOST_FAULTS, BadFaultError, Injected, InjectedFaults, Match


def test_a_fault_counts_down_and_is_gone() -> None:
    faults = InjectedFaults()
    faults.arm(Injected(match=Match(method="GET", path="/v3/*"), times=2, status=500))
    assert faults.hit("POST", "/v3/pay") is None
    assert faults.hit("GET", "/gateway.do") is None
    assert [faults.hit("GET", "/v3/pay") is not None for _ in range(3)] == [True, True, False]


def test_the_first_that_matches_is_done() -> None:
    faults = InjectedFaults()
    faults.arm(Injected(match=Match(path="/a"), drop=True))
    faults.arm(Injected(delay_ms=5))
    hit = [faults.hit("GET", "/a"), faults.hit("GET", "/a"), faults.hit("GET", "/a")]
    assert [(each.drop, each.delay_ms) if each else None for each in hit] == [(True, 0), (False, 5), None]


@pytest.mark.parametrize(
    "fault",
    [
        Injected(),
        Injected(status=500, drop=True),
        Injected(status=99),
        Injected(status=600),
        Injected(drop=True, times=0),
        Injected(delay_ms=10_000_000),
        Injected(delay_ms=-1),
    ],
)
def test_what_makes_no_sense_is_not_armed(fault: Injected) -> None:
    faults = InjectedFaults()
    with pytest.raises(BadFaultError):
        faults.arm(fault)
    assert len(faults) == 0


def test_there_is_an_end_to_arming() -> None:
    faults = InjectedFaults()
    for _ in range(MOST_FAULTS):
        faults.arm(Injected(drop=True))
    with pytest.raises(BadFaultError):
        faults.arm(Injected(drop=True))
    faults.clear()
    assert faults.hit("GET", "/") is None
