"""Files of apps and sites, made from their interesting parts, and the vectors about them."""

import io
import json
import plistlib
import struct
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors" / "oslinks" / "appfiles"
APP = "ABCDE12345.com.example.shop"
PACKAGE = "com.example.shop"
HOST = "www.example.com"
FINGERPRINT = ":".join(["AB"] * 32)
ANDROID = "http://schemas.android.com/apk/res/android"
VIEW = (
    '<action android:name="android.intent.action.VIEW"/>'
    '<category android:name="android.intent.category.DEFAULT"/>'
    '<category android:name="android.intent.category.BROWSABLE"/>'
)
LINKS = "delegate_permission/common.handle_all_urls"


@cache
def vectors(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def aasa(*components: Any, app: str = APP) -> bytes:
    return json.dumps({"applinks": {"details": [{"appIDs": [app], "components": components}]}}).encode()


def assetlinks(package: str = PACKAGE, fingerprint: str = FINGERPRINT, dynamic: Any = None) -> bytes:
    target = {
        "namespace": "android_app",
        "package_name": package,
        "sha256_cert_fingerprints": [fingerprint],
    }
    statement: dict[str, Any] = {"relation": [LINKS], "target": target}
    if dynamic is not None:
        statement["relation_extensions"] = {LINKS: {"dynamic_app_link_components": dynamic}}
    return json.dumps([statement]).encode()


def prefixed(xml: str) -> str:
    """Return XML whose attributes are Android's."""
    for name in ("name", "scheme", "host", "port", "allow", "autoVerify", "mimeType"):
        xml = xml.replace(f" {name}=", f" android:{name}=")
    for part in ("path", "ssp", "query", "fragment"):
        for end in ("", "Prefix", "Suffix", "Pattern", "AdvancedPattern"):
            xml = xml.replace(f" {part}{end}=", f" android:{part}{end}=")
    return xml


def manifest(
    filters: str = "", attributes: str = 'android:exported="true"', package: str = PACKAGE, sdk: str = ""
) -> bytes:
    least = sdk or '<uses-sdk android:minSdkVersion="26" android:targetSdkVersion="34"/>'
    return f"""<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="{ANDROID}" package="{package}">
  {least}
  <application>
    <activity android:name=".Main" {attributes}>
      {filters}
    </activity>
  </application>
</manifest>
""".encode()


def filtered(data: str, *, verify: bool = False) -> str:
    """Return a filter for links with these data elements."""
    return f'<intent-filter android:autoVerify="{str(verify).lower()}">{VIEW}{prefixed(data)}</intent-filter>'


def entitlements(*entries: str, app: str = APP) -> bytes:
    value: dict[str, Any] = {"com.apple.developer.associated-domains": list(entries)}
    return plistlib.dumps({**value, "application-identifier": app} if app else value)


def info(*schemes: str, bundle: str = PACKAGE, queried: tuple[str, ...] = ()) -> bytes:
    return plistlib.dumps(
        {
            "CFBundleIdentifier": bundle,
            "CFBundleURLTypes": [{"CFBundleURLSchemes": list(schemes)}],
            "LSApplicationQueriesSchemes": list(queried),
        }
    )


def module(uri: str = "", *, verify: bool = True) -> bytes:
    uri = uri or f'{{scheme: "https", host: "{HOST}"}}'
    return f"""{{module: {{name: "entry", abilities: [{{skills: [{{
      actions: ["ohos.want.action.viewData"], entities: ["entity.system.browsable"],
      uris: [{uri}], domainVerify: {str(verify).lower()}}}]}}]}}}}""".encode()


def applinking(*apps: str) -> bytes:
    return json.dumps({"applinking": {"apps": [{"appIdentifier": app} for app in apps]}}).encode()


def apk(compiled: bytes, name: str = "AndroidManifest.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, compiled)
    return out.getvalue()


Node = tuple[str, list[tuple[str, str, str]], list[Any]]
"""(name, [(namespace, name, value)], children) of an element to be compiled."""


def compiled(root: Node) -> bytes:
    """Return XML in Android's compiled form: string pool, namespace, elements with text attributes."""
    texts: list[str] = []

    def index(text: str) -> int:
        if text not in texts:
            texts.append(text)
        return texts.index(text)

    body: list[bytes] = []
    line = 0

    def walk(node: Node) -> None:
        nonlocal line
        line += 1
        name, attributes, children = node
        packed = b"".join(
            struct.pack(
                "<IIIHBBI",
                index(space) if space else 0xFFFFFFFF,
                index(key),
                index(value),
                8,
                0,
                3,
                index(value),
            )
            for space, key, value in attributes
        )
        head = struct.pack("<IIHHHHHH", 0xFFFFFFFF, index(name), 20, 20, len(attributes), 0, 0, 0)
        body.append(_chunk(0x0102, 16, struct.pack("<II", line, 0xFFFFFFFF), head + packed))
        for child in children:
            walk(child)
        tail = struct.pack("<II", 0xFFFFFFFF, index(name))
        body.append(_chunk(0x0103, 16, struct.pack("<II", line, 0xFFFFFFFF), tail))

    prefix, space = index("android"), index(ANDROID)
    ends = struct.pack("<II", prefix, space)
    walk(root)
    start = _chunk(0x0100, 16, struct.pack("<II", 1, 0xFFFFFFFF), ends)
    stop = _chunk(0x0101, 16, struct.pack("<II", 1, 0xFFFFFFFF), ends)
    inner = _pool(texts) + start + b"".join(body) + stop
    return struct.pack("<HHI", 0x0003, 8, 8 + len(inner)) + inner


def _chunk(kind: int, head: int, rest_of_head: bytes, data: bytes) -> bytes:
    return struct.pack("<HHI", kind, head, 8 + len(rest_of_head) + len(data)) + rest_of_head + data


def _pool(texts: list[str]) -> bytes:
    data, offsets = b"", []
    for text in texts:
        offsets.append(len(data))
        data += struct.pack("<H", len(text)) + text.encode("utf-16-le") + b"\0\0"
    data += b"\0" * (-len(data) % 4)
    table = b"".join(struct.pack("<I", each) for each in offsets)
    start = 28 + len(table)
    head = struct.pack("<IIIII", len(texts), 0, 0, start, 0)
    return _chunk(0x0001, 28, head, table + data)


def small_tree() -> Node:
    """Return a manifest of one activity with one filter, to be compiled."""

    def named(element: str, value: str) -> Node:
        return element, [(ANDROID, "name", value)], []

    data: Node = ("data", [(ANDROID, "scheme", "https"), (ANDROID, "host", HOST)], [])
    inner: list[Any] = [
        named("action", "android.intent.action.VIEW"),
        named("category", "android.intent.category.DEFAULT"),
        named("category", "android.intent.category.BROWSABLE"),
        data,
    ]
    main = [(ANDROID, "name", ".Main"), (ANDROID, "exported", "true")]
    activity: Node = ("activity", main, [("intent-filter", [], inner)])
    return "manifest", [("", "package", PACKAGE)], [("application", [], [activity])]
