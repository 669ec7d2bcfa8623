from PIL import ImageOps

from linktester import qr
from linktester.model.link import Severity
from tests.fakes import papers, pictures


def test_every_code_of_every_page_is_found():
    both = pictures.side_by_side(qr.make("one", scale=6).png, qr.make("two", scale=6).png)
    found = qr.read_document(papers.pages_of(both, qr.make(b"\xff\xfe").png, qr.make("four").png))
    assert sorted((page, each.data) for page, each in found) == [
        (1, b"one"),
        (1, b"two"),
        (2, b"\xff\xfe"),
        (3, b"four"),
    ]


def test_a_picture_is_a_document_of_one_page():
    assert [(page, each.text) for page, each in qr.read_document(qr.make("x").png)] == [(1, "x")]


def test_a_document_without_codes_gives_nothing():
    assert qr.read_document(papers.blank(2)) == ()
    assert qr.check_document(papers.blank(2)) == ()


def test_modules_of_a_page_are_measured_in_print():
    small = papers.pages_of(qr.make("x" * 200).png, side=36)
    ((page, finding),) = qr.check_document(small)
    assert (page, finding.message.code, finding.severity) == (1, "qr.check-print-small", Severity.ERROR)
    assert qr.check_document(papers.pages_of(qr.make("x" * 200).png)) == ()


def test_a_picture_is_checked_as_one():
    ((page, finding),) = qr.check_document(pictures.inverted(qr.make("x").png))
    assert (page, finding.message.code) == (1, "qr.check-inverted")


def test_a_survey_reads_and_checks_every_page_at_once():
    paper = papers.pages_of(qr.make("one").png, qr.make("x" * 200).png, side=36)
    seen = qr.survey(paper)
    assert seen.codes == qr.read_document(paper)
    assert seen.findings == qr.check_document(paper)
    assert [page for page, _ in seen.findings] == [2]


def test_a_survey_says_why_a_picture_yields_no_code():
    bare = ImageOps.crop(pictures.opened(qr.make("wxp://f2f0abc").png), 4 * 8)
    seen = qr.survey(pictures.saved(ImageOps.expand(bare, 40, 0)))
    assert seen.codes == ()
    assert [finding.message.code for _, finding in seen.findings] == ["qr.check-quiet-zone"]


def test_a_picture_for_print_is_measured_in_millimetres():
    ((_, finding),) = qr.survey(qr.make("x", scale=3).png, 600).findings
    assert finding.message.code == "qr.check-print-small"
