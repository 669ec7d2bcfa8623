"""Association files for tests, and what a phone has when it fetched them."""

import json

from linktester.model.link import PlatformId
from linktester.model.message import message
from linktester.oslinks.claims import AppClaims
from linktester.oslinks.phonefile import Snapshot
from tests.fakes.client_protocol import Reply, answer

PRINT = ":".join(["AB"] * 32)
WECHAT, ALIPAY = PlatformId("wechat"), PlatformId("alipay")
TAOBAO, TAOTE = PlatformId("taobao"), PlatformId("taote")
APPS = (
    AppClaims(WECHAT, ("weixin", "wechat"), ("help.wechat.com",), "com.tencent.mm"),
    AppClaims(
        ALIPAY, ("alipay", "alipays", "alipayqr"), ("ulink.alipay.com", "*.deep.example"), "alipay.pkg"
    ),
    AppClaims(TAOBAO, ("taobao", "tbopen"), ("shared.example",), "com.taobao.taobao"),
    AppClaims(TAOTE, ("taobao",), ("shared.example",), None),
)


def aasa(*packages: str, path: str = "*") -> dict[str, object]:
    """Return an association file that lets these bundles open what `path` matches."""
    ids = [f"TEAM012345.{package}" for package in packages]
    return {"applinks": {"details": [{"appIDs": ids, "components": [{"/": path}]}]}}


def assetlinks(*packages: str) -> list[dict[str, object]]:
    """Return statements for these packages."""
    return [
        {
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {
                "namespace": "android_app",
                "package_name": package,
                "sha256_cert_fingerprints": [PRINT],
            },
        }
        for package in packages
    ]


def applinking(**indices: int | None) -> dict[str, object]:
    """Return a HarmonyOS file; keys are identifiers with `_` for a dot."""
    apps = [
        {"appIdentifier": name.replace("_", ".")} | ({} if index is None else {"index": index})
        for name, index in indices.items()
    ]
    return {"applinking": {"apps": apps}}


def snapshot(host: str, value: object, *, assumed: bool = True) -> dict[str, Snapshot]:
    """Return `host` → the file as fetched; None: it could not be had."""
    body = None if value is None else json.dumps(value).encode()
    said = message("phone.file-slow", url="https://x") if value is None else message("phone.file-stale")
    return {host: Snapshot(host, body, (said,), assumed)}


def served(value: object, *headers: tuple[str, str], status: int = 200) -> Reply:
    """Return an answer with `value` as JSON."""
    reply = answer()
    return Reply(status, json.dumps(value).encode(), (*headers, *reply.headers))
