import pytest

from linktester import qr
from linktester.model.errors import InputErrors
from linktester.qr import Entry, Layout
from linktester.qr.emblem import swiss_cross
from tests.fakes import papers


def entries(count: int) -> list[Entry]:
    return [Entry(qr.make(f"https://example.com/{number}"), f"订单 {number}") for number in range(count)]


def refused(some: list[Entry], layout: Layout) -> str:
    with pytest.raises(InputErrors) as error:
        qr.sheet(some, layout)
    return error.value.problems[0].message.code


def test_codes_are_spread_over_pages_with_their_labels():
    some = entries(14)
    made = qr.sheet(some)
    found = qr.read_document(made.octets)
    assert sorted(each.text for _, each in found) == sorted(entry.code.payload.decode() for entry in some)
    assert {page for page, _ in found} == set(range(1, made.pages + 1)) == {1, 2}
    words = papers.texts(made.octets)
    assert all(f"订单 {number}" in "".join(words) for number in range(14))
    assert "1 / 2" in words[0]
    assert papers.images(made.octets) == 0


def test_the_same_code_may_stand_there_twice():
    entry = entries(1)[0]
    assert len(qr.read_document(qr.sheet([entry] * 5).octets)) == 5


@pytest.mark.parametrize(
    ("layout", "pages"),
    [(Layout(columns=1, side_mm=100), 2), (Layout(columns=6), 1), (Layout(page="Letter", side_mm=60), 1)],
)
def test_columns_paper_and_size_can_be_chosen(layout, pages):
    made = qr.sheet(entries(4), layout)
    assert made.pages == pages
    assert len(qr.read_document(made.octets)) == 4


def test_what_a_standard_fixes_stays_among_others():
    bill = qr.make("SPC" + "x" * 300, emblem=swiss_cross(7 / 46), side_mm=46.0)
    made = qr.sheet([*entries(2), Entry(bill, "QR-Rechnung")], Layout(side_mm=30))
    assert {each.version for _, each in qr.read_document(made.octets)} == {2, bill.version}
    assert qr.check_document(made.octets) == ()


def test_codes_without_labels_and_strange_letters_are_kept():
    made = qr.sheet([Entry(qr.make("x")), Entry(qr.make("y"), "𠮷\n𠮷")])
    assert made.strange == ("𠮷",)
    assert "[U+20BB7]" in papers.texts(made.octets)[0]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        (Layout(side_mm=250), "sheet-too-wide"),
        (Layout(columns=5, side_mm=46), "sheet-too-wide"),
        (Layout(columns=0), "sheet-columns"),
        (Layout(side_mm=4), "print-too-small"),
    ],
)
def test_what_does_not_fit_is_refused(layout, code):
    assert refused(entries(2), layout) == f"qr.{code}"


def test_an_empty_sheet_is_refused():
    assert refused([], Layout()) == "qr.sheet-count"
