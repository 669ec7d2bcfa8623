"""Holding a request's JSON body against the platform's table of fields; what it does not name may pass."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from linktester import urls
from linktester.serve.payapis.tables import Kind, Node, Rule

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wrong:
    """The first mistake in a body."""

    field: str
    """JSON pointer."""
    value: Any
    issue: str


def first_mistake(body: dict[str, Any], form: Node, request: str) -> Wrong | None:
    """Return the first mistake of `body` in the table's order, None when there is none."""
    return _in_object(body, form, request, "")


def time_of(text: str) -> datetime | None:
    """Return the moment of an RFC 3339 text with its zone, None when it is none."""
    if not _TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Years at the calendar's ends leave it when the zone is taken off.
    return moment if 1970 <= moment.year <= 9000 else None


def _in_object(body: dict[str, Any], node: Node, request: str, at: str) -> Wrong | None:
    for name, below in node.below.items():
        value = body.get(name)
        if value is not None:
            wrong = _in_value(value, below, request, at, name)
            if wrong is not None:
                return wrong
        elif below.rule is not None and request in below.rule.needed_by:
            return Wrong(f"{at}/{name}", None, "缺少必填字段")
    return None


def _in_value(value: Any, node: Node, request: str, at: str, name: object) -> Wrong | None:
    rule = node.rule
    issue = _CHECKS[rule.kind](value, rule) if rule is not None else ""
    if issue:
        return Wrong(f"{at}/{name}", value, issue)
    if not node.below:
        return None
    if isinstance(value, dict):
        return _in_object(value, node, request, f"{at}/{name}")
    return _in_list(value, node, request, f"{at}/{name}") if isinstance(value, list) else None


def _in_list(items: list[Any], node: Node, request: str, at: str) -> Wrong | None:
    each = node.below.get("*")
    if each is None:
        return None
    found = (_in_value(item, each, request, at, index) for index, item in enumerate(items))
    return next((wrong for wrong in found if wrong is not None), None)


def _text(value: Any, rule: Rule) -> str:
    if not isinstance(value, str):
        return "类型应为字符串"
    wrong = _bounds(len(value), rule, "长度")
    if wrong:
        return wrong
    if rule.pattern and not _pattern(rule.pattern).fullmatch(value):
        return "含有不允许的字符"
    return f"只能是 {'、'.join(rule.only)}" if rule.only and value not in rule.only else ""


def _integer(value: Any, rule: Rule) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return "类型应为整数"
    return _bounds(value, rule, "取值")


def _boolean(value: Any, _: Rule) -> str:
    return "" if isinstance(value, bool) else "类型应为布尔值"


def _object(value: Any, _: Rule) -> str:
    return "" if isinstance(value, dict) else "类型应为对象"


def _list(value: Any, rule: Rule) -> str:
    return _bounds(len(value), rule, "个数") if isinstance(value, list) else "类型应为数组"


def _moment(value: Any, rule: Rule) -> str:
    return _text(value, rule) or ("" if time_of(value) else "不是 RFC 3339 格式的时间")


def _address(value: Any, rule: Rule) -> str:
    wrong = _text(value, rule)
    if wrong:
        return wrong
    return _address_issue(value)


@lru_cache(256)
def _address_issue(text: str) -> str:
    found = urls.parse(text)
    if found is None or not found.is_web or not found.hostname:
        return "不是 http 或 https 地址"
    return "不能携带参数" if "?" in text or "#" in text else ""


def _bounds(size: int, rule: Rule, what: str) -> str:
    if rule.least is not None and size < rule.least:
        return f"{what}不能小于 {rule.least}"
    return f"{what}不能大于 {rule.most}" if rule.most is not None and size > rule.most else ""


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


_CHECKS: dict[Kind, Callable[[Any, Rule], str]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.OBJECT: _object,
    Kind.LIST: _list,
    Kind.TIME: _moment,
    Kind.ADDRESS: _address,
}
