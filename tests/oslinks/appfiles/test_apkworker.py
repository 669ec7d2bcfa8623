import io
import json
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.appfiles import apkworker
from linktester.oslinks.appfiles.apkworker import MAX_MANIFEST, UnusableError, compiled_manifest, elements
from tests.fakes import appfiles

HAS_EXTRA = pytest.mark.skipif(
    subprocess.run(
        [sys.executable, "-c", "import pyaxmlparser"], check=False, stderr=subprocess.DEVNULL
    ).returncode
    != 0,
    reason="needs the extra for APKs",
)


def answered(package: bytes) -> dict[str, object]:
    out = io.BytesIO()
    apkworker.serve(io.BytesIO(package), out)
    return dict(json.loads(out.getvalue()))


def refused(package: bytes) -> str:
    with pytest.raises(UnusableError) as caught:
        compiled_manifest(package)
    return caught.value.said.code


def test_the_manifest_is_taken_out_of_the_archive() -> None:
    assert compiled_manifest(appfiles.apk(b"abc")) == b"abc"


def test_archives_without_a_manifest_and_other_files_are_refused() -> None:
    assert refused(appfiles.apk(b"", "other")) == "appfiles.apk-no-manifest"
    assert refused(b"PK\x03\x04 and then nothing") == "appfiles.apk-broken"


def test_a_manifest_that_unpacks_to_too_much_is_not_unpacked() -> None:
    package = appfiles.apk(b"\0" * (MAX_MANIFEST + 1))
    assert len(package) < 100_000
    assert refused(package) == "appfiles.apk-bomb"


def test_an_archive_may_lie_about_its_sizes() -> None:
    package = bytearray(appfiles.apk(b"\0" * 100_000))
    at = package.rfind(b"PK\x01\x02")
    package[at + 24 : at + 28] = (5).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(bytes(package))) as archive:
        assert archive.getinfo("AndroidManifest.xml").file_size == 5
    assert answered(bytes(package)).keys() <= {"code", "args"}


@HAS_EXTRA
def test_elements_come_with_depth_line_and_attributes() -> None:
    found = elements(appfiles.compiled(appfiles.small_tree()))
    assert [(depth, name) for depth, name, _, _ in found][:4] == [
        (1, "manifest"),
        (2, "application"),
        (3, "activity"),
        (4, "intent-filter"),
    ]
    assert found[0][3] == [["", "package", "com.example.shop"]]
    assert [appfiles.ANDROID, "host", "www.example.com"] in found[-1][3]


@HAS_EXTRA
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=100), st.integers(0, 400), st.binary(max_size=8))
def test_any_octets_get_an_answer(octets: bytes, at: int, patch: bytes) -> None:
    good = bytearray(appfiles.compiled(appfiles.small_tree()))
    good[at : at + len(patch)] = patch
    for package in (octets, appfiles.apk(octets), appfiles.apk(bytes(good))):
        assert answered(package).keys() in ({"elements"}, {"code", "args"})


def test_it_runs_as_a_program() -> None:
    words = [sys.executable, "-m", "linktester.oslinks.appfiles.apkworker"]
    done = subprocess.run(words, input=b"x", stdout=subprocess.PIPE, check=True)
    assert json.loads(done.stdout)["code"] == "appfiles.apk-broken"
