"""Cases for the rules of an apple-app-site-association file."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from linktester.oslinks import ios, jsontext
from linktester.oslinks.appfiles import AppFile, samples
from linktester.oslinks.ios import Association, Entry, Rule
from linktester.oslinks.ios.resolving import first_match
from linktester.oslinks.reach import BudgetSpentError
from linktester.project.linkcase import LinkCase

HOST = "www.example.com"
"""Stands for the site of a file that does not say whose it is."""
_SAFE = "/!$&'()*+,;=:@-._~"


def cases(association: Association, file: AppFile) -> Iterator[tuple[str, list[LinkCase]]]:
    """Yield (place, cases) of every rule; none where no link was found that it takes."""
    config = jsontext.read(file.octets).value
    host = file.host or HOST
    for entry in association.entries:
        for rule in entry.rules:
            place = entry.place(rule)
            links = list(_links(entry, rule, f"https://{host}"))
            asked = [_case(association, config, f"{place} {what}", url) for what, url in links]
            yield place, [each for each in asked if each is not None]


def _case(association: Association, config: Any, name: str, url: str) -> LinkCase | None:
    goal = ios.target(url)
    if goal is None:
        return None
    try:
        decided = ios.decide(association, goal)
    except BudgetSpentError:
        return None
    apps = {app: each.outcome.value for app, each in decided.items()}
    return LinkCase(name, "aasa", config, url, {"apps": apps})


def _links(entry: Entry, rule: Rule, origin: str) -> Iterator[tuple[str, str]]:
    """Yield (what it shows, link): one that the rule takes, then some that miss by one part each."""
    alone = replace(entry, rules=(rule,))
    parts = _parts(rule)
    if parts is None:
        return
    path, query, fragment = parts
    hit = _joined(origin, path, query, fragment)
    if not _takes(alone, hit):
        return
    yield "takes", hit
    near = {
        "misses by a longer path": _joined(origin, f"{path}x", query, fragment),
        "misses by a shorter path": _joined(origin, path[:-1], query, fragment),
        "misses by the case of the path": _joined(origin, path.swapcase(), query, fragment),
        "misses by a slash": _joined(origin, path.rstrip("/") or "/", query, fragment),
        "misses without the query": _joined(origin, path, "", fragment),
        "misses by the query": _joined(origin, path, f"{query}zz", fragment),
        "misses without the fragment": _joined(origin, path, query, ""),
        "misses by the fragment": _joined(origin, path, query, f"{fragment}zz"),
    }
    told = {hit}
    for what, url in near.items():
        if url not in told and not _takes(alone, url):
            told.add(url)
            yield what, url


def _takes(entry: Entry, url: str) -> bool:
    goal = ios.target(url)
    try:
        return goal is not None and first_match(entry, goal) is not None
    except BudgetSpentError:
        return False


def _parts(rule: Rule) -> tuple[str, str, str] | None:
    """Return path, query and fragment that the rule should take, None where none can be made."""
    path = samples.of_apple(rule.path.forms[0])
    query, fragment = samples.of_apple(rule.query), samples.of_apple(rule.fragment)
    values = [(name, samples.of_apple(each)) for name, each in rule.items]
    if path is None or query is None or fragment is None or any(value is None for _, value in values):
        return None
    if values:
        query = "&".join(f"{name}={value}" for name, value in values)
    elif rule.query.is_anything:
        query = ""
    if rule.fragment.is_anything:
        fragment = ""
    if not path.startswith("/"):
        path = f"/{path}"
    if rule.decodes:
        path, query, fragment = (
            quote(each, safe=_SAFE, errors="replace") for each in (path, query, fragment)
        )
    return path, query, fragment


def _joined(origin: str, path: str, query: str, fragment: str) -> str:
    rooted = path if path.startswith("/") else f"/{path}"
    return origin + rooted + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
