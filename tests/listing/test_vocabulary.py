import pytest

from linktester.listing.keys import Kind, keys, normal
from linktester.listing.vocabulary import beginning, choices, known, meant, word
from tests.fakes.rows import CHINESE, ENGLISH

CHOSEN = [key for key in keys().values() if key.kind in {Kind.CHOICE, Kind.FLAG}]


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("verdict", "blocked", "BLOCKED"),
        ("verdict", "拦截", "BLOCKED"),
        ("host", "微信", "wechat"),
        ("host", "WeChat", "wechat"),
        ("status", "阻塞", "not-executable"),
        ("status", "not executable", "not-executable"),
        ("match", "none", "none"),
        ("by", "宿主", "host"),
        ("modifier", "沿用", "carried"),
        ("surface", "群聊", "group"),
        ("is", "有截图", "screenshot"),
    ],
)
def test_ids_and_words_of_both_languages_are_understood(key, typed, value):
    assert meant(keys()[key], typed) == (value,)


@pytest.mark.parametrize("key", CHOSEN, ids=lambda key: key.id)
def test_every_value_is_understood_by_its_id_and_by_what_it_is_called(key):
    for value in choices(key):
        assert meant(key, value) == (value,)
        for phrases in (ENGLISH, CHINESE):
            name = word(key, value, phrases)
            assert value in meant(key, name) or normal(name) in {normal(each) for each in choices(key)}


@pytest.mark.parametrize("key", CHOSEN, ids=lambda key: key.id)
def test_further_words_are_for_values_that_exist(key):
    assert set(key.values) - set(choices(key)) == set()


def test_what_nobody_knows_means_nothing():
    assert meant(keys()["verdict"], "blokced") == ()
    assert known(keys()["note"]) == ()


def test_values_that_begin_alike():
    assert {"wechat", "wecom", "weibo"} <= beginning(keys()["host"], "we")
    assert {"wechat", "weibo"} <= beginning(keys()["host"], "微")


def test_anybodys_web_site_is_a_target_but_no_host():
    assert "web" in choices(keys()["target"])
    assert "web" not in choices(keys()["host"])
    assert "browser" in choices(keys()["host"])
