"""What a phone keeps of a file."""

from linktester.model.message import message
from linktester.oslinks.phonefile import Snapshot, is_assumed, told


def test_files_nobody_asked_for_count_as_made_up() -> None:
    assert is_assumed({})
    assert is_assumed({"a": Snapshot("a"), "b": Snapshot("b", assumed=True)})
    assert not is_assumed({"a": Snapshot("a", b"{}")})


def test_what_is_told() -> None:
    said = message("phone.file-stale")
    assert told(Snapshot("a", None, (said,))) == (said,)
    assert told(None) == ()
