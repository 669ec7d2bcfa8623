import json
import sys

import pytest

from linktester.oslinks.appfiles.apk import command, read_apk
from tests.fakes import appfiles
from tests.oslinks.appfiles.test_apkworker import HAS_EXTRA


def child(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def code_of(program: list[str], seconds: float = 30.0) -> str:
    found = read_apk(b"PK\x03\x04", seconds, program)
    assert not found.readable
    return found.findings[0].code


@HAS_EXTRA
def test_a_compiled_manifest_reads_like_its_source() -> None:
    found = read_apk(appfiles.apk(appfiles.compiled(appfiles.small_tree())))
    assert found.package == "com.example.shop"
    (made,) = found.filters
    assert made.filter.schemes == ("https",)
    assert made.filter.authorities[0].host == "www.example.com"
    assert (made.component, made.exported) == (".Main", True)


def test_a_child_that_hangs_is_ended() -> None:
    assert code_of(child("import time; time.sleep(600)"), 0.2) == "appfiles.apk-too-slow"


@pytest.mark.parametrize("code", ["import os; os.abort()", "print('nonsense')", "print('[]')", ""])
def test_a_child_that_breaks_off_is_told_like_a_damaged_package(code: str) -> None:
    assert code_of(child(code)) == "appfiles.apk-broken"


def test_what_the_child_complains_of_is_passed_on() -> None:
    said = json.dumps({"code": "appfiles.apk-extra", "args": {}})
    assert code_of(child(f"print({said!r})")) == "appfiles.apk-extra"


def test_a_child_that_cannot_be_started_is_told() -> None:
    assert code_of(["/nowhere/at/all"]) == "appfiles.apk-no-child"


def test_the_child_is_this_installation() -> None:
    assert command()[0] == sys.executable
