from linktester.report.phrases import Phrases
from linktester.report.said import PICTURE, Pictures, said
from linktester.wording import Words
from tests.fakes import results as fakes
from tests.fakes import words_of_people as people

ENGLISH = Phrases(Words("en"))
ROW = fakes.walled_garden()[0]
PNG = b"\x89PNG\r\n\x1a\n"


def test_nothing_said_is_nothing_shown():
    assert said(None, Pictures(None), ENGLISH) is None


def test_a_word_is_laid_out():
    made = said(people.said(ROW), Pictures({people.SHOT: PNG}.get), ENGLISH)
    assert made.status == "failed"
    assert made.at == "2026-11-23 09:02:03 +08:00"
    assert made.beginning == "The page was empty."
    assert made.picture == "data:image/png;base64,iVBORw0KGgo="


def test_a_reason_stands_in_for_a_note():
    made = said(people.said(ROW, None, note=""), Pictures(None), ENGLISH)
    assert (made.status, made.beginning) == ("", "Empty on our build.")


def test_the_beginning_is_one_short_visible_line():
    made = said(people.said(ROW, note=fakes.HOSTILE_TEXT + "\n" + "x" * 9_999), Pictures(None), ENGLISH)
    assert "\n" not in made.beginning
    assert "\u202e" not in made.beginning
    assert len(made.beginning) < 400


def test_pictures_are_told_by_their_kind_and_nothing_else_is_put_into_a_page():
    found = {"png": PNG, "jpeg": b"\xff\xd8\xff", "svg": b"<svg onload=alert(1)>", "empty": b""}
    pictures = Pictures(found.get)
    assert str(pictures.address("jpeg")).startswith("data:image/jpeg;base64,")
    assert [pictures.address(sha) for sha in ("svg", "empty", "missing", "", None)] == [None] * 5
    assert Pictures(None).address("png") is None


def test_a_picture_that_is_too_large_is_left_out():
    found = {"most": PNG.ljust(PICTURE, b"x"), "more": PNG.ljust(PICTURE + 1, b"x")}
    assert Pictures(found.get).address("most") is not None
    assert Pictures(found.get).address("more") is None


def test_there_is_room_for_so_many_pictures():
    pictures = Pictures({"a": PNG}.get, room=2 * len(PNG) + 1)
    assert [pictures.address("a") is not None for _ in range(3)] == [True, True, False]
