import sys

import pytest

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.qr.pdfchild import command, isolated_pages
from linktester.qr.pdfpages import pages
from tests.fakes import papers


def refused(data: bytes, **how: object) -> str:
    with pytest.raises(InputErrors) as error:
        list(isolated_pages(data, **how))  # type: ignore[arg-type]
    return error.value.problems[0].message.code.removeprefix("qr.")


def does(script: str) -> tuple[str, ...]:
    """A child that does something else."""
    return (sys.executable, "-c", script)


def test_pages_are_those_drawn_here():
    document = papers.blank(3, (72, 144))
    there, here = list(isolated_pages(document, 100)), list(pages(document, 100))
    assert [(p.number, p.dots_per_inch, p.picture.tobytes()) for p in there] == [
        (p.number, p.dots_per_inch, p.picture.tobytes()) for p in here
    ]


def test_what_is_wrong_comes_through():
    assert refused(b"%PDF-1.7") == "document-broken"
    assert refused(papers.locked()) == "document-locked"
    assert refused(papers.laborious(20_000), seconds=0.05) == "page-too-slow"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no bound on memory there")
def test_a_document_that_grows_without_end_ends_its_reader_only():
    assert refused(papers.swelling()) in {"page-broken", "page-too-slow"}


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.abort()",
        "raise SystemExit(1)",
        "import sys; sys.stdin.buffer.read(); print('no json'); sys.exit(1)",
        'import sys; print(\'{"page":1,"width":9,"height":9,"dots":1}\'); sys.stdout.flush(); sys.exit(1)',
    ],
)
def test_a_child_that_dies_is_told_as_damage(script):
    assert refused(papers.blank(1), program=does(script)) == "page-broken"


def test_a_child_that_hangs_is_ended():
    hangs = does("import time; time.sleep(600)")
    assert refused(papers.blank(1), program=hangs, seconds=-1.5) == "page-too-slow"


def test_a_child_that_cannot_be_started_is_our_fault():
    with pytest.raises(EnvironmentFault):
        list(isolated_pages(papers.blank(1), program=("/nowhere/linktester",)))


def test_the_rest_of_a_document_may_be_left_unread():
    reading = isolated_pages(papers.blank(50, (600, 600)))
    assert next(reading).number == 1
    reading.close()


def test_the_child_is_this_installation():
    assert command()[0] == sys.executable
