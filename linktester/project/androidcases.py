"""Cases for the filters of a manifest, and for the dynamic rules of an assetlinks.json."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from linktester.oslinks import jsontext
from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.android.dynamicrules import DynamicRule, DynamicRules, Wildcard, dynamic_in
from linktester.oslinks.android.intentfilter import IntentFilter, match_data
from linktester.oslinks.android.pattern import Pattern
from linktester.oslinks.android.statements import HANDLE_ALL_URLS, Statement
from linktester.oslinks.android.uri import parse_uri
from linktester.oslinks.appfiles import AppFile, Manifest, samples
from linktester.oslinks.filefindings import child
from linktester.project.linkcase import LinkCase

HOST = "www.example.com"
_SAFE = "/!$&'()*+,;=:@-._~"
_DYNAMIC = "dynamic_app_link_components"


def filter_cases(manifest: Manifest) -> Iterator[tuple[str, list[LinkCase]]]:
    """Yield (place, cases) of every filter whose values are all known; none where no link was found."""
    for each in manifest.filters:
        if each.is_certain and each.filter.schemes and not each.filter.types:
            config = plain_filter(each.filter)
            links = dict.fromkeys(_filter_links(each.filter))
            yield each.where, [_filter_case(each.filter, config, each.where, url) for url in links]


def _filter_case(wanted: IntentFilter, config: Any, place: str, url: str) -> LinkCase:
    found = match_data(wanted, parse_uri(url))
    what = "takes" if found.is_match else "misses"
    return LinkCase(
        f"{place} {what} {url}"[:300],
        "intent_filter",
        config,
        url,
        {"match": found.is_match, "category": found.value},
    )


def plain_filter(wanted: IntentFilter) -> dict[str, Any]:
    """Return a filter as the batch mode's `config`."""
    return {
        "schemes": list(wanted.schemes),
        "authorities": [
            {"host": each.host} if each.port < 0 else {"host": each.host, "port": each.port}
            for each in wanted.authorities
        ],
        "paths": [_plain_pattern(each) for each in wanted.paths],
        "schemeSpecificParts": [_plain_pattern(each) for each in wanted.scheme_specific_parts],
        "uriRelativeFilterGroups": [
            {
                "action": "allow" if group.allows else "block",
                "filters": [
                    {"part": each.part.value, **_plain_pattern(each.pattern)} for each in group.filters
                ],
            }
            for group in wanted.groups
        ],
    }


def _plain_pattern(pattern: Pattern) -> dict[str, str]:
    return {"type": pattern.type.value, "pattern": pattern.text}


def _filter_links(wanted: IntentFilter) -> Iterator[str]:
    """Yield links: each scheme, host and path once with the first of the others, then near misses of each."""
    schemes = wanted.schemes
    hosts = [_host(each.host) + (f":{each.port}" if each.port >= 0 else "") for each in wanted.authorities]
    paths = [quote(made, safe=_SAFE) for made in map(samples.of_android, wanted.paths) if made is not None]
    yield from _opaque(wanted)
    if not hosts:
        yield from (f"{scheme}://x1" for scheme in schemes)
        yield f"x{schemes[0]}://x1"
        return
    first = paths[0] if paths else "/x1"
    yield from (f"{scheme}://{hosts[0]}{first}" for scheme in schemes)
    yield from (f"{schemes[0]}://{host}{first}" for host in hosts)
    for path in paths:
        yield from (f"{schemes[0]}://{hosts[0]}{each}" for each in _near(path))
    yield f"x{schemes[0]}://{hosts[0]}{first}"
    yield f"{schemes[0]}://{_other(hosts[0])}{first}"
    yield f"{schemes[0].upper()}://{hosts[0]}{first}"
    yield f"{schemes[0]}://{hosts[0]}"


def _opaque(wanted: IntentFilter) -> Iterator[str]:
    for each in wanted.scheme_specific_parts:
        made = samples.of_android(each)
        if made is not None:
            yield f"{wanted.schemes[0]}:{quote(made, safe=_SAFE + '?')}"


def _near(path: str) -> Iterator[str]:
    yield from (path, f"{path}x", path[:-1], path.swapcase(), f"{path}?a=b")


def _host(host: str) -> str:
    return f"www{host[1:]}" if host.startswith("*.") else host.replace("*", "www") or HOST


def _other(host: str) -> str:
    return "other.invalid" if host != "other.invalid" else HOST


def dynamic_cases(site: AssetFile, file: AppFile) -> Iterator[tuple[str, list[LinkCase]]]:
    """Yield (place, cases) of every dynamic rule; none where no link was found that it takes."""
    document = jsontext.read(file.octets).value
    origin = f"https://{file.host or HOST}"
    for item in site.statements.items:
        rules = None
        if isinstance(item, Statement):
            rules = dynamic_in(item.extensions, HANDLE_ALL_URLS, item.path)
        if rules is None or rules.rules is None:
            continue
        config = {_DYNAMIC: _listed(document, item.path)}
        for index, rule in enumerate(rules.rules):
            place = f"{child(item.path, _DYNAMIC)}[{index}]"
            links = dict.fromkeys(_dynamic_links(rule, origin))
            yield place, [_dynamic_case(rules, config, place, url) for url in links]


def _listed(document: Any, path: str) -> Any:
    return document[int(path[1:-1])]["relation_extensions"][HANDLE_ALL_URLS][_DYNAMIC]


def _dynamic_case(rules: DynamicRules, config: Any, place: str, url: str) -> LinkCase:
    opens = rules.allow(parse_uri(url))
    return LinkCase(f"{place} {url}"[:300], "assetlinks", config, url, {"opens_app": opens})


def _dynamic_links(rule: DynamicRule, origin: str) -> Iterator[str]:
    path = _made(rule.path) or "/x1"
    rooted = path if path.startswith("/") else f"/{path}"
    query = "&".join(f"{quote(name, safe='')}={_made(each)}" for name, each in rule.query)
    tail = f"#{_made(rule.fragment)}" if rule.fragment is not None else ""
    asked = f"?{query}" if query else ""
    yield origin + rooted + asked + tail
    yield origin + rooted + "x" + asked + tail
    yield origin + rooted[:-1] + asked + tail
    yield origin + rooted + tail
    yield origin + rooted + asked


def _made(pattern: Wildcard | None) -> str:
    return "" if pattern is None else quote(samples.of_wildcard(pattern.text), safe=_SAFE, errors="replace")
