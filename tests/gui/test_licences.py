import re
import tomllib
from pathlib import Path

from linktester.gui.licences import libraries, needs, text_of


def test_every_library_that_is_needed_is_named_with_its_licence() -> None:
    found = {each.name: each for each in libraries()}
    assert next(iter(found)) == "linktester"
    assert {"httpx", "SQLAlchemy", "Jinja2", "zxing-cpp"} <= set(found)
    assert any(name.lower().startswith("pyside6") for name in found)
    assert all(each.licence for each in found.values())
    assert "pytest" not in found


def test_what_others_need_is_named_too() -> None:
    assert {"h11", "MarkupSafe"} <= {each.name for each in libraries()}


def test_texts_come_from_what_is_installed() -> None:
    assert "Apache License" in text_of("linktester")
    assert "MIT" in text_of("msgspec") or "Redistribution" in text_of("msgspec")
    assert "SIL OPEN FONT LICENSE" in text_of("LinktesterSansSC").upper()
    assert text_of("no-such-library-anywhere") == ""


def test_the_list_is_the_projects_own() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    names = [re.split("[<>=]", line)[0] for line in project["project"]["dependencies"]]
    assert list(needs()) == names
