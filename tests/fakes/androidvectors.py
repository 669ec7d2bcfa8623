"""The vectors of Android's rules, and short forms the tests share."""

import json
import tomllib
from pathlib import Path
from typing import Any

from linktester.oslinks.android.assetlinks import Contents, WebContent
from linktester.oslinks.android.assets import App, Site
from linktester.oslinks.android.filterconfig import read_filter
from linktester.oslinks.android.intentfilter import IntentFilter

FOLDER = Path(__file__).parents[1] / "vectors" / "oslinks" / "android"
P = "14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5"
Q = ":".join(["FF"] * 32)
SOURCE = Site("https", "src.example")
TARGET = Site("https", "dst.example")
APP = App("com.example.app", P)
HOME = "https://src.example/.well-known/assetlinks.json"
STATEMENT = (
    '{"relation": ["delegate_permission/common.handle_all_urls"], "target": {"namespace": "android_app",\
 "package_name": "com.example.app", "sha256_cert_fingerprints": ["{P}"]}}'
)


def load(name: str, table: str = "case") -> list[dict[str, Any]]:
    """Return the entries of one table of a vector file."""
    entries = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))[table]
    return list(entries)


def filled(body: str) -> str:
    """Return a body of the vectors with its short forms written out."""
    return body.replace("{S}", STATEMENT).replace("{P}", P).replace("{Q}", Q)


def served(body: str) -> Contents:
    """Return contents in which `body` is the list of SOURCE."""
    return Contents([WebContent(HOME, filled(body))])


def web_filter(host: str, *, prefix: str | None = None, auto_verify: bool = True) -> IntentFilter:
    """Return a filter for web links to `host`, as apps declare it."""
    return IntentFilter(
        actions=("android.intent.action.VIEW",),
        categories=("android.intent.category.DEFAULT", "android.intent.category.BROWSABLE"),
        schemes=("http", "https"),
        authorities=json_filter(f'{{"authorities": [{{"host": "{host}"}}]}}').authorities,
        paths=()
        if prefix is None
        else json_filter(f'{{"paths": [{{"type": "prefix", "pattern": "{prefix}"}}]}}').paths,
        auto_verify=auto_verify,
    )


def json_filter(text: str) -> IntentFilter:
    """Return the filter in JSON text."""
    return read_filter(json.loads(text))
