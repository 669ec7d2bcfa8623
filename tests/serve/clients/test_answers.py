from linktester.serve.clients.answers import answered, load, open_external, show, text, unanswered
from tests.fakes.gates import SOURCE, ruling


def test_text_can_be_copied_unless_told_otherwise() -> None:
    assert [item.id for item in text("口令").items] == ["text", "copy"]
    assert [item.id for item in text("口令", copyable=False).items] == ["text"]


def test_the_wire_form_is_plain() -> None:
    assert (
        answered(load("https://a/")).body
        == b'{"does":"load","url":"https://a/","items":[],"prompt":null,"screen":null}'
    )
    assert open_external("weixin://").does == "open_external"
    assert show().does == "show"


def test_a_gap_keeps_its_sources_for_the_journal() -> None:
    answer = unanswered(ruling("conflict", "client"))
    assert answer.status == 501
    assert answer.record.gap_sources == (SOURCE,)
