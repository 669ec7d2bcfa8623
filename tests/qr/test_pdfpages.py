import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.qr.pdfpages import MAX_BYTES, MAX_PAGES, MAX_PIXELS, is_document, pages
from tests.fakes import papers


def refused(data: bytes, **bounds: float) -> str:
    with pytest.raises(InputErrors) as error:
        list(pages(data, **bounds))
    return error.value.problems[0].message.code


def test_pages_come_in_order_at_the_size_asked_for():
    found = list(pages(papers.blank(3, (72, 144)), dots_per_inch=100))
    assert [(page.number, page.picture.size, page.picture.mode) for page in found] == [
        (number, (100, 200), "L") for number in (1, 2, 3)
    ]
    assert found[0].picture.getextrema() == (255, 255)


@pytest.mark.parametrize("size", [(14_000, 14_000), (14_400, 1), (1, 14_400)])
def test_a_huge_page_is_drawn_coarser(size):
    (page,) = pages(papers.blank(1, size))
    assert page.picture.width * page.picture.height <= MAX_PIXELS * 1.01
    assert page.dots_per_inch <= 300


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-broken"),
        (b"%PDF-1.7\n", "document-broken"),
        (papers.blank(1)[:400], "document-broken"),
        (papers.locked(), "document-locked"),
        (papers.blank(MAX_PAGES + 1), "document-too-long"),
        (bytes(MAX_BYTES + 1), "document-too-large"),
    ],
    ids=["empty", "head", "half", "locked", "long", "large"],
)
def test_what_cannot_be_opened_is_told(data, code):
    assert refused(data) == f"qr.{code}"


def test_a_page_that_takes_too_long_is_broken_off():
    assert refused(papers.laborious(20_000), seconds=0.05) == "qr.page-too-slow"


def test_a_document_is_told_from_a_picture():
    assert is_document(papers.blank(1))
    assert not is_document(b"\x89PNG")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=30))
def test_damage_anywhere_is_survived(place, damage):
    whole = papers.blank(1)
    try:
        found = list(pages(whole[:place] + damage + whole[place + len(damage) :], dots_per_inch=50))
    except InputErrors as errors:
        assert errors.problems
    else:
        assert all(page.number > 0 for page in found)
