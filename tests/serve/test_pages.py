import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from linktester import resources
from linktester.serve.pages import page

VERDICT_WORDS = re.compile(r"HONORED|BLOCKED|REWRITTEN|INCONCLUSIVE|放行|改写|拦截|无结论", re.IGNORECASE)
HOSTILE = "\"></a><script>alert(1)</script>'&<!--"


@pytest.mark.parametrize("name", resources.names("pages", ".html"))
def test_no_template_names_a_verdict(name: str) -> None:
    assert VERDICT_WORDS.search(resources.read_text(name)) is None


def test_everything_put_in_is_escaped() -> None:
    body = page("thing", title=HOSTILE, canonical=HOSTILE, who=HOSTILE, words=HOSTILE, launch=HOSTILE).body
    assert b"<script>alert" not in body
    assert body.count(b"<script") == 0


@given(st.text())
def test_a_script_string_cannot_be_left(text: str) -> None:
    body = page("moving", title="", words="", to=text).body.decode()
    literal = re.search(r'var url = "((?:[^"\\\n]|\\.)*)";\n', body)
    assert literal is not None
    assert body.count("</script>") == 1


def test_addresses_stay_readable_in_scripts() -> None:
    body = page("moving", title="", words="", to="weixin://dl/business/?t=a&cq=b%3D1").body
    assert b'var url = "weixin://dl/business/?t=a&cq=b%3D1";' in body


def test_cgi_data_writes_slashes_as_references() -> None:
    body = page("weixin-block", title="", target="https://a/?b=1&c", kind="2", words="").body
    assert b'"url": "https:&#x2f;&#x2f;a&#x2f;?b=1&amp;c"' in body


def test_a_missing_field_is_a_bug() -> None:
    with pytest.raises(UndefinedError):
        page("moving", title="")
