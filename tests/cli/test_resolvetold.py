import io
import json

import pytest

from linktester.cli.face import Face
from linktester.cli.resolvetold import as_json, show
from linktester.oslinks.answers.wishes import Origin, Wishes, answers
from linktester.oslinks.appfiles import read_file
from linktester.wording import Words
from tests.fakes import appfiles

FILES = (
    read_file("aasa", appfiles.aasa({"/": "/buy/*"}, {"/": "https://x"})),
    read_file("manifest", appfiles.manifest(appfiles.filtered('<data scheme="https" host="a.example"/>'))),
    read_file("module", appfiles.module()),
)


def shown(url: str, wishes: Wishes, language: str = "en") -> str:
    out, err = io.StringIO(), io.StringIO()
    face = Face(Words(language), stdout=out, stderr=err, stdin=io.StringIO(), width=140)
    show(face, url, answers(url, FILES, wishes), FILES)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("origin", list(Origin))
def test_every_answer_has_words(language: str, origin: Origin) -> None:
    said = shown("https://www.example.com/sell", Wishes(origin=origin), language)
    assert "HarmonyOS" in said


def test_near_misses_and_changes_are_told() -> None:
    said = shown("https://www.example.com/sell", Wishes())
    (near,) = [line for line in said.splitlines() if line.startswith("nearest miss\tapplinks")]
    assert near.startswith("nearest miss\tapplinks.details[0].components[0]")
    assert "what if" in said


def test_hostile_links_stay_on_their_line() -> None:
    said = shown("https://www.example.com/\x1b[2J\nsell\u202e", Wishes())
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_json_holds_any_text() -> None:
    out = io.StringIO()
    face = Face(Words("en"), stdout=out, stderr=io.StringIO(), stdin=io.StringIO())
    url = "https://www.example.com/\ud800"
    found = json.loads(as_json(face, url, answers(url, FILES, Wishes()), FILES))
    assert found["url"] == url
    assert [each["system"] for each in found["systems"]] == ["ios", "android", "harmony"]
