from pathlib import Path

import pytest
import trim
from hypothesis import given
from hypothesis import strategies as st
from project import ROOT

SITE = "/venv/lib/python3.11/site-packages"
PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize("flavour", trim.FLAVOURS)
def test_every_file_of_our_own_data_is_kept(flavour: str) -> None:
    data = ROOT / "linktester" / "data"
    names = [path.relative_to(ROOT).as_posix() for path in data.rglob("*") if path.is_file()]
    assert names
    assert [name for name in names if not trim.keeps(name, str(ROOT / name), flavour)] == []


@pytest.mark.parametrize(
    "name",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/QtSvg.abi3.so",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "pycountry/databases/iso3166-1.json",
        "schwifty/bank_registry/generated_de.json",
        "pyside6_essentials-6.11.3.dist-info/LICENSE-LGPL-3.txt",
    ],
)
def test_what_the_program_needs_is_kept(name: str) -> None:
    assert all(trim.keeps(name, f"{SITE}/{name}", flavour) for flavour in trim.FLAVOURS)


@pytest.mark.parametrize(
    "name",
    [
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/sqldrivers/libqsqlite.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/QtCore.pyi",
        "pycountry/locales/zh/LC_MESSAGES/iso3166-1.mo",
        "reportlab/fonts/DarkGardenMK.pfb",
        "selectolax/lexbor.c",
    ],
)
def test_what_nobody_opens_stays_behind(name: str) -> None:
    assert not any(trim.keeps(name, f"{SITE}/{name}", flavour) for flavour in trim.FLAVOURS)


@pytest.mark.parametrize(
    ("source", "system"),
    [
        ("/lib/x86_64-linux-gnu/libssl.so.3", True),
        ("/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0", True),
        ("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", False),
        ("/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", False),
        ("/usr/lib/python3/dist-packages/libfoo.so", False),
        (f"{SITE}/pillow.libs/libjpeg-6dc8d115.so.62.4.0", False),
    ],
)
def test_system_libraries_are_told_from_pythons_own(source: str, system: bool) -> None:
    assert trim.is_system_library(source) is system
    assert trim.keeps(Path(source).name, source, "bundled")
    assert trim.keeps(Path(source).name, source, "system") is not system


def test_libraries_under_the_gpl_alone_are_found() -> None:
    names = ["PySide6/Qt/lib/libQt6Charts.so.6", "libreadline.so.8", "PySide6/Qt/lib/libQt6Core.so.6"]
    assert trim.gpl_only(names) == ["PySide6/Qt/lib/libQt6Charts.so.6", "libreadline.so.8"]
    assert not any(trim.keeps(name, name, flavour) for name in names[:2] for flavour in trim.FLAVOURS)


@given(st.text(), st.text(), st.sampled_from(trim.FLAVOURS))
def test_any_name_is_decided_upon(target: str, source: str, flavour: str) -> None:
    assert trim.keeps(target, source, flavour) in (True, False)
