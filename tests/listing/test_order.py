import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing.order import FEW, Ordered

KEYS = st.lists(st.sampled_from(["a", "b", "c", None]), max_size=30)


def naive(keys, *, descending):
    filled = [number for number, key in enumerate(keys) if key is not None]
    empty = [number for number, key in enumerate(keys) if key is None]
    # Equal keys stay in the order they came in, also backwards.
    return sorted(filled, key=lambda number: keys[number], reverse=descending) + empty


@settings(deadline=None, max_examples=200)
@given(KEYS, st.booleans(), st.integers(0, 30), st.integers(1, 9))
def test_coming_bit_by_bit_is_the_same_as_all_at_once(keys, descending, first, step):
    ordered = Ordered(keys, descending=descending)
    ordered.fill(range(min(first, len(keys))))
    for start in range(min(first, len(keys)), len(keys), step):
        newcomers = range(start, min(start + step, len(keys)))
        places = ordered.add(newcomers)
        assert places is None or sorted(ordered.numbers[at] for at in places) == list(newcomers)
    assert ordered.numbers == naive(keys, descending=descending)
    assert [ordered.position(number) for number in ordered.numbers] == list(range(len(keys)))


@pytest.mark.parametrize("descending", [False, True])
def test_many_newcomers_are_merged(descending):
    keys = [None if number % 7 == 0 else number * 37 % 50 for number in range(4 * FEW)]
    ordered = Ordered(keys, descending=descending)
    ordered.fill(range(10))
    assert ordered.add(range(10, len(keys))) is None
    assert ordered.numbers == naive(keys, descending=descending)


def test_in_the_order_of_arrival_newcomers_stand_at_the_end():
    ordered = Ordered()
    assert ordered.add([0, 2]) == range(2)
    assert ordered.add([3, 4, 9]) == range(2, 5)
    assert ordered.add([]) == range(5, 5)
    assert (ordered.numbers, ordered.position(3), ordered.position(5)) == ([0, 2, 3, 4, 9], 2, None)


@settings(deadline=None, max_examples=100)
@given(KEYS.filter(len), st.booleans(), st.data())
def test_a_number_can_be_taken_out_and_come_back_elsewhere(keys, descending, data):
    ordered = Ordered(keys, descending=descending)
    ordered.fill(range(len(keys)))
    number = data.draw(st.integers(0, len(keys) - 1))
    was = ordered.numbers.index(number)
    assert ordered.take(number) == was
    assert ordered.take(number) is None
    keys[number] = data.draw(st.sampled_from(["a", "bb", None]))
    assert ordered.numbers[ordered.put(number)] == number
    assert ordered.numbers == naive(keys, descending=descending)
