from linktester.model.citation import GapKind
from linktester.serve.exchange import Record
from linktester.serve.journal import Journal


def test_an_entry_is_given_once() -> None:
    journal = Journal()
    id_ = journal.write("w1", Record(role="client", effects=("confirm",)))
    (entry,) = journal.take([id_])
    assert (entry.request_id, entry.world, entry.role, entry.effects) == (id_, "w1", "client", ("confirm",))
    assert journal.take([id_]) == ()
    assert len(journal) == 0


def test_entries_come_in_the_order_asked_and_unknown_ids_are_left_out() -> None:
    journal = Journal()
    first, second = journal.write("w", Record()), journal.write("w", Record(gap=GapKind.CONFLICT))
    assert [entry.request_id for entry in journal.take([second, "nobody", first])] == [second, first]


def test_the_oldest_falls_out() -> None:
    journal = Journal(most=2)
    ids = [journal.write("w", Record()) for _ in range(3)]
    assert [entry.request_id for entry in journal.take(ids)] == ids[1:]


def test_ids_of_two_processes_differ() -> None:
    assert Journal().write("w", Record()) != Journal().write("w", Record())
