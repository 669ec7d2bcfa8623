from linktester.serve.happenings import Happening, Happenings
from tests.fakes.happenings import entry, kept


def test_all_listeners_hear_everything_from_when_they_listen() -> None:
    happenings, first, second = Happenings(), [], []
    happenings.listen(first.append)
    one: Happening = entry()
    happenings.tell(one)
    happenings.listen(second.append)
    other = kept("NOTPAY")
    happenings.tell(other)
    assert first == [one, other]
    assert second == [other]
