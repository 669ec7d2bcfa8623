import pytest

from linktester.payments import standards
from linktester.payments.port import codec


@pytest.mark.parametrize("name", sorted({each.codec for each in standards().values()}))
def test_every_codec_has_the_functions_of_one(name):
    module = codec(name)
    assert module is codec(name)
    for function in ("claim", "read", "encode", "titles", "form", "write"):
        assert callable(getattr(module, function))


@pytest.mark.parametrize("standard", standards())
def test_fields_have_titles_in_both_languages_wherever_they_are(standard):
    known = codec(standards()[standard].codec).titles(standard)
    assert known
    assert all(title["en"] and title["zh_CN"] for title in known.values())
