"""The emulated pages: Jinja2 templates of `data/pages`, always escaped. The words are ours.

Templates reproduce the *structure* that public records describe (class names, script variables), so that
what reads pages finds its way; no text is taken from a platform.
"""

from functools import cache
from typing import TYPE_CHECKING

from linktester import resources
from linktester.serve.exchange import PLAIN, Answer, Record, html

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_IN_SCRIPT = {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("<"): "\\x3c",
    ord(">"): "\\x3e",
    ord("\u2028"): "\\u2028",
    ord("\u2029"): "\\u2029",
} | {code: f"\\x{code:02x}" for code in (*range(0x20), 0x7F)}


def page(
    template: str, *, status: int = 200, record: Record = PLAIN, **fields: str | int | bool | None
) -> Answer:
    """Return the page `data/pages/<template>.html` with `fields` in its places; a missing one is a bug."""
    return html(_template(template).render(fields), status=status, record=record)


@cache
def _template(name: str) -> "Template":
    return _environment().get_template(name)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["script"] = _in_script
    environment.filters["cgi"] = _in_cgi_data
    return environment


def _source(name: str) -> str:
    return resources.read_text(f"pages/{name.removesuffix('.html')}.html")


def _in_script(text: str) -> str:
    """Return `text` as a double-quoted string of a script; `&` and `/` stay as they are."""
    from markupsafe import Markup  # noqa: PLC0415

    return Markup('"' + text.translate(_IN_SCRIPT) + '"')


def _in_cgi_data(text: str) -> str:
    """Return `text` as WeChat's interstitial holds its target: slashes written as character references."""
    from markupsafe import Markup  # noqa: PLC0415

    escaped = text.replace("&", "&amp;").replace("/", "&#x2f;")
    return Markup('"' + escaped.translate(_IN_SCRIPT) + '"')
