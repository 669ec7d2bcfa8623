"""Checked JSON."""

import pytest

from linktester.oslinks.android import config


def test_fitting_values_pass() -> None:
    assert config.an_object({"a": 1}, "x") == {"a": 1}
    assert config.an_optional_text(None, "x") is None
    assert config.each(["a", "b"], "x", config.a_text) == ("a", "b")
    assert config.each(None, "x", config.a_text) == ()
    assert config.one_of("a", "x", {"a": 1}) == 1


@pytest.mark.parametrize("value", [None, 1, True, [], {}])
def test_misfits_name_their_place(value: object) -> None:
    with pytest.raises(config.ConfigError) as caught:
        config.each([value], "paths", config.a_text)
    assert caught.value.reason.args["where"] == "paths[0]"


def test_unknown_choices_tell_the_known_ones() -> None:
    with pytest.raises(config.ConfigError) as caught:
        config.one_of("c", "x", {"a": 1, "b": 2})
    assert caught.value.reason.args["names"] == "a, b"


@pytest.mark.parametrize("value", ["x", 1, {}])
def test_what_is_no_array_is_a_misfit(value: object) -> None:
    with pytest.raises(config.ConfigError):
        config.each(value, "x", config.a_text)
