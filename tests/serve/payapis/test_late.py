import subprocess
import sys

from linktester.serve.payapis.late import late
from tests.fakes.payers import an_order


def test_a_thing_is_made_once_and_only_when_it_is_used() -> None:
    made = []

    def make() -> list[int]:
        made.append(1)
        return [7]

    thing = late(make)
    assert made == []
    assert thing.count(7) == 1
    thing.append(8)
    assert thing.index(8) == 1
    assert made == [1]


def test_attributes_there_are_not_are_told_as_ever() -> None:
    order = late(an_order)
    assert order.number == "T-1"
    assert not hasattr(order, "nonsense")


def test_a_start_imports_no_platform_before_one_is_asked() -> None:
    program = (
        "import sys, linktester.serve.listeners\n"
        "print([name for name in sys.modules if name.endswith(('.routes', '.payer', '.opening'))"
        " and '.payapis.' in name])"
    )
    done = subprocess.run((sys.executable, "-c", program), capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
