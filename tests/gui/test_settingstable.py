import pytest

from linktester.gui.settings import THEMES
from linktester.gui.settingstable import Kind, groups
from linktester.wording import LANGUAGES, table


def test_the_table_offers_what_the_window_knows() -> None:
    found = {setting.id: setting for group in groups() for setting in group.settings}
    assert found["theme"].choices == THEMES
    assert found["language"].choices == ("system", *LANGUAGES)
    assert all(each.default in each.choices for each in found.values() if each.kind is Kind.CHOICE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_words(language: str) -> None:
    words = table(language)
    for group in groups():
        assert f"settings.section-{group.id}" in words
        for setting in group.settings:
            wanted = {
                setting.id,
                f"{setting.id}-about",
                *(f"{setting.id}-{each}" for each in setting.choices),
            }
            assert {f"settings.{each}" for each in wanted} <= words.keys()
