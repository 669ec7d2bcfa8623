from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.widgets.timescale import NEAR, Scale

TIMES = st.floats(min_value=0, max_value=1e9, allow_nan=False)


@given(st.lists(TIMES, max_size=40), TIMES, TIMES)
@settings(deadline=None, max_examples=80)
def test_later_is_never_further_left(marks: list[float], one: float, other: float) -> None:
    scale = Scale(0, 1e9, sorted(marks))
    assert 0 <= scale.share(min(one, other)) <= scale.share(max(one, other)) <= 1


@given(st.lists(TIMES, max_size=40), TIMES)
@settings(deadline=None, max_examples=80)
def test_what_is_pointed_at_is_found_again(marks: list[float], time: float) -> None:
    scale = Scale(0, 1e9, sorted(marks))
    assert abs(scale.time(scale.share(time)) - time) <= 2 * NEAR


def test_crowded_marks_get_room() -> None:
    crowded = [900.0 * 86_400 + number * 86_400 for number in range(20)]
    scale = Scale(0, 2_000 * 86_400, crowded)
    width = scale.share(crowded[-1]) - scale.share(crowded[0])
    calendar = (crowded[-1] - crowded[0]) / scale.last
    assert width > 10 * calendar


def test_beyond_the_ends_is_at_the_ends() -> None:
    scale = Scale(10, 20, (15,))
    assert (scale.share(0), scale.share(100)) == (0, 1)
