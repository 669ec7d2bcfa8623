import tomllib

from linktester import resources
from linktester.payments.spayd.table import Kind, table


def test_keys_have_names_in_two_languages():
    known = table()
    assert len(known.keys) == len(known.key) == len({key.name for key in known.key})
    assert all(set(key.title) == {"en", "zh_CN"} for key in known.key)
    assert [key.key for key in known.key if key.required] == ["ACC"]


def test_choices_have_something_to_choose():
    assert all(key.choices for key in table().key if key.kind is Kind.CHOICE)
    assert table().keys[table().checksum].kind is Kind.CHECKSUM


def test_sources_are_known():
    assert set(table().sources) <= tomllib.loads(resources.read_text("sources/payments.toml")).keys()
