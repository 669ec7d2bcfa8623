from hypothesis import given
from hypothesis import strategies as st

from linktester.model.citation import GapKind
from linktester.serve.exchange import Record, header_text, html, redirect
from tests.fakes.emulator import asked


def test_records_add_up_and_the_first_role_stays() -> None:
    both = Record(role="client", effects=("open",)).also(Record(effects=("x",), gap=GapKind.CONFLICT))
    assert both == Record(role="client", effects=("open", "x"), gap=GapKind.CONFLICT)


def test_the_first_of_equal_fields_counts_and_is_form_decoded() -> None:
    request = asked("https://a.example/p%2f?u=https%3A%2F%2Fb%2F+1&u=2")
    assert request.fields == {"u": "https://b/ 1"}
    assert request.url == "https://a.example/p%2f?u=https%3A%2F%2Fb%2F+1&u=2"


def test_a_page_with_a_lone_surrogate_is_still_a_page() -> None:
    assert html("a\ud800").body == b"a?"


def test_a_redirect_keeps_what_is_already_escaped() -> None:
    answer = redirect("https://a.example/%E5%95%86?q=商 品\r\nX: y")
    assert answer.headers == (
        (b"location", b"https://a.example/%E5%95%86?q=%E5%95%86%20%E5%93%81%0D%0AX:%20y"),
    )


@given(st.text())
def test_any_text_fits_a_header(text: str) -> None:
    assert all(0x20 < octet < 0x7F for octet in header_text(text))
