import subprocess
import sys

from linktester.qr.pdfchild import isolated_pages
from tests.fakes import papers
from tests.fakes.terminals import say


def test_the_one_executable_can_be_its_own_child():
    program = (sys.executable, "-m", "linktester", "qr", "pages")
    assert [page.number for page in isolated_pages(papers.blank(2), program=program)] == [1, 2]


def test_people_are_not_shown_it():
    assert "pages" not in [line.split()[0] for line in say("qr", "--help").lines if line.strip()]


def test_it_ends_when_nobody_reads():
    done = subprocess.run(
        [sys.executable, "-m", "linktester", "qr", "pages", "72", "5"],
        input=papers.blank(1),
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 0
