import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks import whatwg
from tests.fakes.oslinkvectors import UrlVector, urls


@pytest.mark.parametrize("vector", urls(), ids=repr)
def test_urls_are_read_as_browsers_read_them(vector: UrlVector) -> None:
    found = whatwg.fields(vector.text, vector.base)
    if vector.fields is None:
        assert found is None
    else:
        assert found is not None
        assert {name: found[name] for name in vector.fields} == vector.fields


def test_a_failure_is_told() -> None:
    assert whatwg.result("http://") == {"failure": True}
    assert whatwg.result("x", "no base") == {"failure": True}


@settings(deadline=None, max_examples=300)
@given(text=st.text(alphabet=st.characters(codec=None)), base=st.none() | st.text(max_size=20))
def test_no_text_raises_and_what_is_read_is_stable(text: str, base: str | None) -> None:
    found = whatwg.fields(text, base)
    if found is not None:
        assert tuple(found) == whatwg.FIELDS
        again = whatwg.fields(found["href"])
        assert again is not None
        assert again["href"] == found["href"]
