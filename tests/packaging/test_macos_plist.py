import plistlib
import subprocess
import sys
from pathlib import Path

import pytest
from macos import build, plist
from project import PackagingFault
from windows.pins import associations

ROOT = Path(__file__).parents[2]
MACOS = ROOT / "packaging" / "macos"

KNOWN = associations()
INFO = plist.info("0.1.0", KNOWN)


def test_the_table_survives_being_written_and_read() -> None:
    assert plistlib.loads(plistlib.dumps(INFO)) == INFO


def test_it_opens_our_links_and_every_kind_of_file() -> None:
    (links,) = INFO["CFBundleURLTypes"]
    assert links["CFBundleURLSchemes"] == [KNOWN.scheme]
    declared = [*INFO["UTExportedTypeDeclarations"], *INFO["UTImportedTypeDeclarations"]]
    endings = {each["UTTypeTagSpecification"]["public.filename-extension"][0] for each in declared}
    assert endings == {kind.ending.removeprefix(".") for kind in KNOWN.files}
    named = {name for each in INFO["CFBundleDocumentTypes"] for name in each["LSItemContentTypes"]}
    assert named == {each["UTTypeIdentifier"] for each in declared}


def test_it_claims_no_ending_of_other_programs() -> None:
    ranks = {each["CFBundleTypeName"]: each["LSHandlerRank"] for each in INFO["CFBundleDocumentTypes"]}
    assert ranks == {kind.en: "Alternate" if kind.shared else "Owner" for kind in KNOWN.files}


def test_it_says_why_it_asks_for_the_network_in_both_languages() -> None:
    words = INFO["NSLocalNetworkUsageDescription"]
    assert "Phones" in words
    assert "手机" in words


@pytest.mark.parametrize("version", ["next", "", "1"])
def test_a_version_apple_would_refuse_is_refused(version: str) -> None:
    with pytest.raises(PackagingFault):
        plist.info(version, KNOWN)


def test_what_follows_the_numbers_of_a_version_is_left_out() -> None:
    assert plist.info("1.2.3rc1", KNOWN)["CFBundleVersion"] == "1.2.3"


def test_the_entitlements_are_a_property_list() -> None:
    rights = plistlib.loads(build.ENTITLEMENTS.read_bytes())
    assert all(value is True for value in rights.values())


@pytest.mark.skipif(sys.platform == "darwin", reason="this is a Mac")
def test_elsewhere_than_on_a_mac_the_steps_refuse() -> None:
    done = subprocess.run(
        [sys.executable, str(MACOS / "build.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == build.REFUSED
    assert "Mac" in done.stderr


def test_the_spec_is_python_and_makes_a_bundle() -> None:
    text = (MACOS / "linktester.spec").read_text(encoding="utf-8")
    compile(text, "linktester.spec", "exec")
    assert "BUNDLE(" in text
    assert "info_plist=info(" in text


def test_machine_code_is_known_by_its_head(tmp_path: Path) -> None:
    code, text = tmp_path / "a", tmp_path / "b"
    code.write_bytes(b"\xcf\xfa\xed\xfe" + bytes(12))
    text.write_text("x", encoding="utf-8")
    assert build.is_code(code)
    assert not build.is_code(text)
