import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.appfiles import FileKind, read_file, split_host
from linktester.oslinks.appfiles.files import kind_of
from tests.fakes import appfiles

CONTENTS = {
    FileKind.AASA: appfiles.aasa({"/": "/a"}),
    FileKind.ENTITLEMENTS: appfiles.entitlements("applinks:a.example"),
    FileKind.INFO_PLIST: appfiles.info("shop"),
    FileKind.ASSETLINKS: appfiles.assetlinks(),
    FileKind.MANIFEST: appfiles.manifest(),
    FileKind.APPLINKING: appfiles.applinking("1"),
    FileKind.MODULE: appfiles.module(),
}
NAMES = {
    "deep/apple-app-site-association": FileKind.AASA,
    "assetlinks.json": FileKind.ASSETLINKS,
    "applinking.json": FileKind.APPLINKING,
    "src\\module.json5": FileKind.MODULE,
    "AndroidManifest.xml": FileKind.MANIFEST,
    "Shop-Info.plist": FileKind.INFO_PLIST,
    "Shop.entitlements": FileKind.ENTITLEMENTS,
    "app-release.apk": FileKind.APK,
    "notes.txt": FileKind.UNKNOWN,
}


@pytest.mark.parametrize("kind", CONTENTS)
def test_files_are_known_by_their_content(kind: FileKind) -> None:
    found = read_file("some.file", CONTENTS[kind])
    assert (found.kind, found.readable) == (kind, True)


@pytest.mark.parametrize("name", NAMES)
def test_broken_files_are_known_by_their_name(name: str) -> None:
    found = read_file(name, b"\x00broken")
    assert found.kind is NAMES[name]
    assert not found.readable
    assert found.findings


def test_only_files_of_sites_have_a_host() -> None:
    assert read_file("x", CONTENTS[FileKind.AASA], host="A.example").stands_for("a.EXAMPLE")
    assert not read_file("x", CONTENTS[FileKind.AASA], host="a.example").stands_for("b.example")
    assert read_file("x", CONTENTS[FileKind.MANIFEST], host="a.example").host is None


@pytest.mark.parametrize(
    ("named", "parts"),
    [
        ("a.example=b/c.json", ("a.example", "b/c.json")),
        ("A.EXAMPLE=b", ("a.example", "b")),
        ("b/c=d.json", (None, "b/c=d.json")),
        ("c.json", (None, "c.json")),
        ("a.example=", (None, "a.example=")),
    ],
)
def test_a_host_may_stand_before_the_file(named: str, parts: tuple[str | None, str]) -> None:
    assert split_host(named) == parts


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80), st.sampled_from([*NAMES, "x"]))
def test_any_octets_under_any_name_are_read_or_told(octets: bytes, name: str) -> None:
    if kind_of(name, octets) is not FileKind.APK:
        found = read_file(name, octets)
        assert found.readable or found.findings
