from linktester.listing.seen import MOST, Seen
from tests.fakes.results import day
from tests.fakes.rows import row


def test_values_are_kept_once_in_the_order_they_came():
    seen = Seen()
    for each in (row(0, client="8.0.15"), row(1, tester="Li"), row(2, as_of=day("2021-12-01")), row(3)):
        seen.add(each)
    assert seen.values("case") == ("case-1", "case-2", "case-3", "case-4")
    assert seen.values("host") == ("wechat",)
    assert seen.values("client") == ("8.0.15",)
    assert seen.values("tester") == ("Li",)
    assert seen.values("date") == ("2021-09-17", "2021-12-01")
    assert seen.values("verdict") == ()


def test_no_more_are_kept_than_anybody_would_read():
    seen = Seen()
    for index in range(MOST + 10):
        seen.add(row(index))
    assert len(seen.values("case")) == MOST
