"""Association files and manifests for tests, made in memory."""

import json

from linktester.oslinks.answers.answer import Asked
from linktester.oslinks.answers.linkfiles import LinkFile, read_octets
from linktester.oslinks.answers.switches import WhatIf

HOST = "shop.example"
URL = "https://shop.example/item/1"
IOS_APP = "ABCDE12345.example.shop"
PACKAGE = "example.shop"
PRINT = ":".join(["AB"] * 32)
HANDLE = "delegate_permission/common.handle_all_urls"
RULES = ({"/": "/item/*", "?": {"print": "?*"}, "exclude": True}, {"/": "/item/*"})

MANIFEST = """<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="{package}">
  <application>
    <activity android:name=".Main" android:exported="true">
      <intent-filter android:autoVerify="true">
        <action android:name="android.intent.action.VIEW"/>
        <category android:name="android.intent.category.DEFAULT"/>
        <category android:name="android.intent.category.BROWSABLE"/>
        <data android:scheme="https" android:host="{host}" android:pathPrefix="/item/"/>
      </intent-filter>
    </activity>
  </application>
</manifest>
"""
PLIST = """<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>{inside}</dict></plist>
"""
MODULE = """{{module: {{name: "{name}", abilities: [{{name: "Entry", skills: [{{
  entities: ["entity.system.browsable"],
  actions: ["ohos.want.action.viewData"],
  uris: [{{scheme: "https", host: "shop.example", pathStartWith: "item"}}],
  domainVerify: true,
}}]}}]}}}}
"""


def file(name: str, text: str) -> LinkFile:
    """Return a file of this name and text; its path is its name."""
    return read_octets(name, name, text.encode())


def aasa(*apps: str, rules: tuple[object, ...] = RULES, name: str = "apple-app-site-association") -> LinkFile:
    details = [{"appIDs": [app], "components": list(rules)} for app in apps or (IOS_APP,)]
    return file(name, json.dumps({"applinks": {"details": details}}, indent=1))


def assetlinks(*packages: str, dynamic: object = None) -> LinkFile:
    statements: list[dict[str, object]] = [
        {
            "relation": [HANDLE],
            "target": {
                "namespace": "android_app",
                "package_name": package,
                "sha256_cert_fingerprints": [PRINT],
            },
        }
        for package in packages or (PACKAGE,)
    ]
    if dynamic is not None:
        statements[0]["relation_extensions"] = {HANDLE: {"dynamic_app_link_components": dynamic}}
    return file("assetlinks.json", json.dumps(statements, indent=1))


def manifest(package: str = PACKAGE, host: str = HOST) -> LinkFile:
    return file("AndroidManifest.xml", MANIFEST.format(package=package, host=host))


def applinking(*identifiers: str) -> LinkFile:
    apps = [{"appIdentifier": each} for each in identifiers]
    return file("applinking.json", json.dumps({"applinking": {"apps": apps}}))


def module(name: str = "shop") -> LinkFile:
    return file("module.json5", MODULE.format(name=name))


def entitlements(*domains: str, name: str = "Shop.entitlements") -> LinkFile:
    listed = "".join(f"<string>{each}</string>" for each in domains)
    inside = f"<key>com.apple.developer.associated-domains</key><array>{listed}</array>"
    return file(name, PLIST.format(inside=inside))


def info_plist(bundle: str, *schemes: str, name: str = "Info.plist") -> LinkFile:
    listed = "".join(f"<string>{each}</string>" for each in schemes)
    types = f"<array><dict><key>CFBundleURLSchemes</key><array>{listed}</array></dict></array>"
    inside = f"<key>CFBundleIdentifier</key><string>{bundle}</string><key>CFBundleURLTypes</key>{types}"
    return file(name, PLIST.format(inside=inside))


def asked(*files: LinkFile, url: str = URL, what: WhatIf | None = None) -> Asked:
    return Asked(url, files, what or WhatIf())
