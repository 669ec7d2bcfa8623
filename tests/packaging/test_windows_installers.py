import struct
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from project import PackagingFault
from windows import bytecode, closure, forwarder, icons, msi, nsis, peparse, signatures, stubs
from windows.launchers import SOURCES
from windows.pins import associations, pins

ROOT = Path(__file__).parents[2]

KNOWN = associations()
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


def written(text: str) -> dict[tuple[str, str], str]:
    found = ElementTree.fromstring(text).iter(f"{WIX}RegistryValue")
    return {(value.get("Key", ""), value.get("Name", "")): value.get("Value", "") for value in found}


def test_the_setup_registers_the_scheme_and_every_ending_and_takes_both_back() -> None:
    text = nsis.classes(KNOWN)
    install, remove = text.split("!macro RemoveClasses")
    assert f'ClassScheme "{KNOWN.scheme}"' in install
    assert f'UnclassScheme "{KNOWN.scheme}"' in remove
    for kind in KNOWN.files:
        assert f'ClassFile "{kind.ending}" "{kind.klass}"' in install
        assert f'UnclassFile "{kind.ending}" "{kind.klass}"' in remove


def test_the_setup_takes_only_endings_that_are_ours() -> None:
    text = nsis.classes(KNOWN)
    assert [kind.ending for kind in KNOWN.files if f'OwnFile "{kind.ending}"' in text] == [".ltrun"]


def test_the_setup_has_words_for_every_class_in_both_languages() -> None:
    text = nsis.classes(KNOWN)
    for kind in KNOWN.files:
        assert f'${{LANG_ENGLISH}} "{kind.en}"' in text
        assert f'${{LANG_SIMPCHINESE}} "{kind.zh}"' in text


def test_the_setup_says_everything_in_both_languages() -> None:
    lines = nsis.SCRIPT.read_text(encoding="utf-8-sig").splitlines()
    said = [line.split()[1:3] for line in lines if line.startswith("LangString")]
    english = {name for name, language in said if language == "${LANG_ENGLISH}"}
    chinese = {name for name, language in said if language == "${LANG_SIMPCHINESE}"}
    assert english == chinese
    assert len(english) > 10


def test_the_setup_never_deletes_the_chosen_folder_with_all_that_is_in_it() -> None:
    text = nsis.SCRIPT.read_text(encoding="utf-8-sig")
    assert 'RMDir /r "$INSTDIR' not in text
    assert 'RMDir "$INSTDIR"' in text


def test_the_setup_deletes_data_in_an_unselected_section_alone() -> None:
    text = nsis.SCRIPT.read_text(encoding="utf-8-sig")
    before, _, after = text.partition('Section /o "un.$(PartData)"')
    assert 'RMDir /r "$LOCALAPPDATA' not in before
    assert 'RMDir /r "$LOCALAPPDATA\\${NAME}"' in after.partition("SectionEnd")[0]


def test_the_setup_installs_every_file_and_takes_away_exactly_those(tmp_path: Path) -> None:
    (tmp_path / "lib" / "a b").mkdir(parents=True)
    for name in ("one.exe", "lib/two.pyc", "lib/a b/$three.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    install, remove = nsis.file_list(tmp_path).split("!macro RemoveFiles")
    assert install.count("  File ") == remove.count("  Delete ") == 3
    assert 'SetOutPath "$INSTDIR\\lib\\a b"' in install
    assert 'Delete "$INSTDIR\\lib\\a b\\$$three.txt"' in remove
    folders = [line for line in remove.splitlines() if "RMDir" in line]
    assert folders == ['  RMDir "$INSTDIR\\lib\\a b"', '  RMDir "$INSTDIR\\lib"']


def test_the_package_registers_the_scheme_and_every_ending() -> None:
    values = written(msi.fragment(KNOWN))
    classes = "SOFTWARE\\Classes"
    assert (f"{classes}\\{KNOWN.scheme_class}", "URL Protocol") in values
    for klass in (KNOWN.scheme_class, *(kind.klass for kind in KNOWN.files)):
        command = values[f"{classes}\\{klass}\\shell\\open\\command", ""]
        assert command == '"[INSTALLDIR]linktesterw.exe" "%1"'
    for kind in KNOWN.files:
        assert (f"{classes}\\{kind.ending}\\OpenWithProgids", kind.klass) in values
        assert ((f"{classes}\\{kind.ending}", "") in values) != kind.shared


def test_the_parts_of_the_package_keep_their_identities_and_share_none() -> None:
    first, again = (ElementTree.fromstring(msi.fragment(KNOWN)) for _ in range(2))
    identities = [part.get("Guid") for part in first.iter(f"{WIX}Component")]
    assert len(set(identities)) == len(identities) == len(list(msi.values(KNOWN)))
    assert identities == [part.get("Guid") for part in again.iter(f"{WIX}Component")]


def test_the_product_holds_files_classes_and_menu() -> None:
    tree = ElementTree.parse(msi.PRODUCT)
    groups = {part.get("Id") for part in tree.iter(f"{WIX}ComponentGroupRef")}
    assert groups == {"Files", "Classes"}
    assert tree.find(f".//{WIX}MajorUpgrade") is not None
    package = tree.find(f".//{WIX}Package")
    assert package is not None
    assert package.get("InstallScope") == "perMachine"


def test_the_manifest_asks_for_no_rights_and_sharp_windows() -> None:
    tree = ElementTree.parse(SOURCES / "launcher.manifest")
    texts = {part.tag.rpartition("}")[2]: part for part in tree.iter()}
    assert texts["requestedExecutionLevel"].get("level") == "asInvoker"
    assert texts["dpiAwareness"].text == "PerMonitorV2"
    assert texts["longPathAware"].text == "true"


def test_the_icon_holds_every_size() -> None:
    folder = ROOT / "assets" / "icons"
    made = icons.packed({size: (folder / f"linktester-{size}.png").read_bytes() for size in icons.SIZES})
    assert struct.unpack_from("<HHH", made) == (0, 1, len(icons.SIZES))
    rows = [struct.unpack_from("<BBBBHHII", made, 6 + 16 * number) for number in range(len(icons.SIZES))]
    assert [row[0] or 256 for row in rows] == list(icons.SIZES)
    assert all(made[row[7] : row[7] + 4] == b"\x89PNG" for row in rows)
    assert rows[-1][7] + rows[-1][6] == len(made)


def test_a_picture_of_another_size_is_refused() -> None:
    picture = (ROOT / "assets" / "icons" / "linktester-16.png").read_bytes()
    with pytest.raises(PackagingFault, match="24 dots"):
        icons.packed({24: picture})


SIGNED = """
Current message digest    : DA53
Calculated message digest : DA53

Signer's certificate:
    Signer #0:
        Subject: /C=US/ST=Oregon/O=Python Software Foundation/CN=Python Software Foundation
        Issuer : /C=US/O=Microsoft Corporation/CN=Microsoft ID Verified CS EOC CA 01
"""


def test_a_signature_is_read_with_its_first_signer() -> None:
    assert signatures.parsed(SIGNED) == signatures.Signature("Python Software Foundation", intact=True)
    changed = SIGNED.replace("Calculated message digest : DA53", "Calculated message digest : 0000")
    assert signatures.parsed(changed) == signatures.Signature("Python Software Foundation", intact=False)
    assert signatures.parsed("No signature found") is None


def test_the_forwarder_names_each_function_at_its_origin() -> None:
    listed = forwarder.definition("python313", ("PyLong_FromLong", "Py_Main"))
    assert "  Py_Main = python313.Py_Main\n" in listed
    assert listed.startswith("LIBRARY python3\nEXPORTS\n")


@pytest.mark.parametrize("data", [b"", b"MZ", b"\x7fELF" + bytes(500), b"MZ" + bytes(58) + b"\xff" * 200])
def test_what_is_no_windows_image_is_told_so(data: bytes) -> None:
    with pytest.raises(peparse.NotWindows):
        peparse.Image(data)


def test_libraries_of_windows_are_known_by_name_and_by_family() -> None:
    pinned = pins()
    assert closure.of_windows("KERNEL32.dll", pinned)
    assert closure.of_windows("api-ms-win-crt-heap-l1-1-0.dll", pinned)
    assert not closure.of_windows("msvcp140.dll", pinned)


def test_byte_code_takes_the_place_of_its_source(tmp_path: Path) -> None:
    (tmp_path / "kept.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "data.py").write_text("y = 1\n", encoding="utf-8")
    assert bytecode.replace_sources(Path(sys.executable), tmp_path, lambda name: name != "data.py") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.py", "kept.pyc"]
    # Flag 1: known by its hash, and not looked at again.
    assert (tmp_path / "kept.pyc").read_bytes()[4:8] == b"\x01\0\0\0"


def test_byte_code_beside_a_source_is_compared_with_it(tmp_path: Path) -> None:
    (tmp_path / "free.py").write_text("x = 1\n", encoding="utf-8")
    assert bytecode.accompany_sources(Path(sys.executable), tmp_path, "3.13") == 1
    made = tmp_path / "__pycache__" / "free.cpython-313.pyc"
    assert made.read_bytes()[4:8] == b"\x03\0\0\0"


def test_a_module_that_is_no_python_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("x =\n", encoding="utf-8")
    with pytest.raises(PackagingFault, match=r"broken\.py"):
        bytecode.compiled(Path(sys.executable), tmp_path, bool)


def test_what_wine_lacks_is_read_from_the_imports() -> None:
    told = """
	DLL Name: icuuc.dll
	vma:  Hint/Ord Member-Name Bound-To
	9989e8	  263  ucnv_open
	9989f4	  225  ucnv_close

 00998000	00000000 00000000 00000000 00000000 00000000

	DLL Name: KERNEL32.dll
	vma:  Hint/Ord Member-Name Bound-To
	9989a6	    3  Sleep
"""
    assert stubs.asked(told) == {"icuuc.dll": {"ucnv_open", "ucnv_close"}, "kernel32.dll": {"Sleep"}}
