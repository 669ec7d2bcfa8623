import json

from linktester.model.message import message
from linktester.oslinks.trace import MOST_TRIED, Condition, Tried, clipped, nearness, plain, trace


def tried(*held: bool, reached: int = 0, where: str = "r") -> Tried:
    conditions = tuple(Condition("/", "a", "b", each, reached) for each in held)
    return Tried(where, conditions, message("iosrules.opens"))


def test_the_first_match_decides_and_ends_the_search() -> None:
    found = trace(iter([tried(False), tried(True, where="here"), tried(True)]))
    assert found.decided is not None
    assert (found.decided.where, found.total) == ("here", 2)


def test_fewer_failing_parts_are_nearer_then_the_longer_way() -> None:
    far, near, nearest = tried(False, False, reached=9), tried(True, False), tried(True, False, reached=3)
    assert nearness(far) < nearness(near) < nearness(nearest)
    assert trace([far, near, nearest]).nearest == nearest


def test_the_earlier_of_two_equal_misses_is_kept() -> None:
    assert trace([tried(False, where="a"), tried(False, where="b")]).nearest == tried(False, where="a")


def test_a_long_search_is_counted_and_cut_off_but_its_end_is_kept() -> None:
    found = trace([*[tried(False)] * (MOST_TRIED + 5), tried(True, where="end")])
    assert (len(found.tried), found.total) == (MOST_TRIED, MOST_TRIED + 6)
    assert found.decided == tried(True, where="end")


def test_the_first_failing_part_is_the_missed_one() -> None:
    assert tried(True, False).missed is not None
    assert tried(True, True).missed is None


def test_plain_data_is_json() -> None:
    found = json.loads(json.dumps(plain(trace([tried(False)], [message("iosrules.slashes")]))))
    assert found["decided"] is None
    assert found["nearest"]["conditions"][0]["held"] is False
    assert found["notes"] == [{"code": "iosrules.slashes", "args": {}}]


def test_long_texts_are_clipped() -> None:
    assert clipped("x" * 200) == "x" * 200
    assert len(clipped("x" * 201)) == 200
