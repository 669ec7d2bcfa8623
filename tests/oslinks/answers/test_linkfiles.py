from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import Severity
from linktester.oslinks.answers.linkfiles import (
    EXAMPLE_HOST,
    MOST_OCTETS,
    examined,
    example,
    read_files,
    read_octets,
    spot,
)
from linktester.oslinks.appfiles.files import FileKind
from tests.fakes import linkfiles as fakes


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (fakes.aasa(), FileKind.AASA),
        (fakes.assetlinks(), FileKind.ASSETLINKS),
        (fakes.manifest(), FileKind.MANIFEST),
        (fakes.applinking("1"), FileKind.APPLINKING),
        (fakes.module(), FileKind.MODULE),
        (fakes.entitlements("applinks:shop.example"), FileKind.ENTITLEMENTS),
        (fakes.info_plist("example.shop", "shop"), FileKind.INFO_PLIST),
        (fakes.file("notes.txt", "hello"), FileKind.UNKNOWN),
    ],
    ids=str,
)
def test_each_file_is_what_stands_in_it(file, kind):
    assert file.kind is kind
    assert (file.content is None) is (kind is FileKind.UNKNOWN)


def test_a_broken_file_is_a_finding_with_its_place():
    broken = fakes.file("apple-app-site-association", '{"applinks": \n {,}}')
    assert not broken.readable
    assert [(each.code, each.line) for each in broken.findings] == [("jsontext.syntax", 2)]
    assert broken.count(Severity.ERROR) == 1


def test_a_strange_file_is_told_and_does_no_harm():
    strange = fakes.file("notes.txt", "hello")
    assert strange.count(Severity.ERROR) == 1
    assert examined((strange,))[0].findings == strange.findings


def test_files_are_examined_against_each_other():
    rights = fakes.entitlements("applinks:other.example")
    site = fakes.aasa()
    alone = examined((rights,))[0]
    together = examined((rights, replace(site, host="shop.example")))[0]
    assert len(together.findings) > len(alone.findings)


def test_two_files_of_one_name_keep_their_own_findings(tmp_path: Path):
    paths = []
    for folder, text in (("one", "{"), ("two", '{"applinks": {"details": []}}')):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "apple-app-site-association")
        paths[-1].write_text(text)
    broken, fine = examined(read_files(tuple(paths)))
    assert [each.code for each in broken.findings] == ["jsontext.syntax"]
    assert "jsontext.syntax" not in [each.code for each in fine.findings]


def test_what_is_not_there_or_a_folder_is_a_finding(tmp_path: Path):
    missing, folder = read_files((tmp_path / "no.json", tmp_path))
    for each in (missing, folder):
        assert not each.readable
        assert [finding.code for finding in each.findings] == ["linkanswers.file-unreadable"]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path):
    path = tmp_path / "assetlinks.json"
    with path.open("wb") as file:
        file.truncate(MOST_OCTETS + 1)
    (found,) = read_files((path,))
    assert found.size == MOST_OCTETS + 1
    assert [each.code for each in found.findings] == ["jsontext.too-big"]


def test_places_have_lines_in_json_and_filters_in_manifests():
    place = spot(fakes.aasa(), "applinks.details[0].components[1]")
    assert (place.file, place.line is not None) == ("apple-app-site-association", True)
    filtered = spot(fakes.manifest(), "filter[0].paths[0]")
    assert (filtered.path, filtered.line) == ('activity[".Main"].intent-filter[0]', 4)
    assert spot(fakes.manifest(), "filter[7]").line is None
    assert spot(None, "x") is None


def test_the_example_is_clean_and_served_by_its_host():
    files = example()
    assert {each.kind for each in files} == {
        FileKind.AASA,
        FileKind.ASSETLINKS,
        FileKind.APPLINKING,
        FileKind.MODULE,
    }
    hosts = {each.kind: each.host for each in files}
    assert hosts[FileKind.AASA] == EXAMPLE_HOST
    assert not hosts[FileKind.MODULE]
    assert all(not each.count(Severity.ERROR) for each in examined(files))


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from(["apple-app-site-association", "assetlinks.json", "m.json5", "x"]),
)
def test_any_octets_become_a_file(octets: bytes, name: str):
    found = read_octets("p", name, octets)
    assert found.size == len(octets)
    assert examined((found,))[0].kind is found.kind
