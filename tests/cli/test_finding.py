import io

from linktester.cli.face import Face
from linktester.cli.finding import show_finding, spot
from linktester.model.link import Finding, Severity
from linktester.model.message import message
from linktester.wording import Words


def face(language: str, out: io.StringIO) -> Face:
    return Face(Words(language), stdout=out, stderr=io.StringIO(), stdin=io.StringIO(), width=200)


def test_a_finding_is_told_with_grade_place_and_remedy():
    out = io.StringIO()
    said = message("qr.check-quiet-zone", modules=1, wanted=4)
    show_finding(face("en", out), Finding(Severity.ERROR, "code 1", said))
    line = out.getvalue()
    assert line.startswith("error code 1: ")
    assert line.rstrip().endswith("Widen it.")


def test_words_of_a_spot_are_translated_and_names_are_not():
    speaker = face("zh_CN", io.StringIO())
    told = spot(speaker, "query u (percent)")
    assert "query" not in told
    assert " u " in told
    assert spot(speaker, "code 1") == "code 1"
