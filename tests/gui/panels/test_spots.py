import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.gui.panels.spots import field, spot, way_in
from linktester.wording import Words

ENGLISH = Words("en")


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("", "The text itself"),
        ("query h5Url (percent)", "Inside parameter h5Url (percent-encoded)"),
        ("query u (percent) twice", "Inside parameter u (percent-encoded twice)"),
        ("query url_prefix (base64)", "Inside parameter url_prefix (base64)"),
        ("query a b (percent)", "Inside parameter a b (percent-encoded)"),
        ("json params.url", "Inside url of the JSON in parameter params"),
        ("https in place of the scheme", "The web address behind the scheme"),
        ("text", "In the text around it"),
        ("tail url", "Inside the path"),
        ("search url", "Everything after the question mark"),
        ("intent fallback", "Inside fallback of the intent"),
        ("odd", "Inside odd"),
    ],
)
def test_a_way_in_is_told_without_jargon(where: str, words: str):
    assert ENGLISH.say(way_in(where)) == words


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("query cq", "cq"),
        ("path id", "id"),
        ("host", "host"),
        ("scheme", "scheme"),
        ("path", "path"),
        ("layer 2: query id", "layer 2, id"),
        ("layer 7: query u (percent)", "layer 7, u"),
        ("layer 3: offset 17", "layer 3"),
        ("layer 1", "layer 1"),
        ("picture", "picture"),
        ("code 2", "code 2 of the picture"),
    ],
)
def test_a_spot_is_told_in_words(where: str, words: str):
    found = spot(where)
    assert found is not None
    assert ENGLISH.say(found) == words


@pytest.mark.parametrize("where", ["", "offset 17", "something else"])
def test_what_the_sentence_tells_itself_is_no_spot(where: str):
    assert spot(where) is None


def test_the_parameter_of_a_finding_is_known():
    assert field("query cq") == "cq"
    assert field("query u (base64)") == "u"
    assert field("offset 3") == ""


def test_every_layer_of_the_vectors_is_reached_in_words():
    parsed = (links.parse(vector.link) for family in links.families().values() for vector in family.vectors)
    ways = {way_in(layer.where).code for each in parsed for layer in each.layers}
    assert "found.in-percent" in ways
    assert "found.in-field" not in ways


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_any_text_has_words(where: str):
    ENGLISH.say(way_in(where))
    found = spot(where)
    assert found is None or ENGLISH.say(found)
