import pytest

from linktester import links
from linktester.gui.panels.familyform import FamilyForm
from tests.fakes.readers import visible_entries


@pytest.fixture
def form(qtbot, tools) -> FamilyForm:
    made = FamilyForm(tools)
    qtbot.addWidget(made)
    return made


def test_all_families_are_listed_under_their_platforms(form: FamilyForm):
    codes = [
        each for each in links.families().values() if any(field.where == "code" for field in each.fields)
    ]
    listed = visible_entries(form.tree)
    assert len(listed) == len(links.families()) - len(codes)
    assert "Aggregated payment code" in listed
    assert not {each.name["en"] for each in codes} & set(listed)


def test_search_finds_families_in_both_languages(form: FamilyForm):
    form.tree.field.setText("微信支付")
    assert visible_entries(form.tree)
    form.tree.field.setText("taobao item")
    assert "Taobao item" in visible_entries(form.tree)


def test_a_chosen_family_makes_a_link_at_once(form: FamilyForm, qtbot):
    with qtbot.waitSignal(form.built) as told:
        form.open()
    assert links.parse(told.args[0]).link.family == "taobao-item"


def test_the_link_follows_what_is_filled_in(form: FamilyForm, qtbot):
    with qtbot.waitSignal(form.built):
        form.choose("taobao-item")
    with qtbot.waitSignal(form.built) as told:
        form.fields.findChild(object, "field-id").setText("42")
    assert told.args[0] == "https://item.taobao.com/item.htm?id=42"


def test_a_wrong_value_is_told_under_its_field_and_makes_no_link(form: FamilyForm, qtbot):
    with qtbot.waitSignal(form.built):
        form.choose("taobao-item")
    with qtbot.assertNotEmitted(form.built):
        form.fields.findChild(object, "field-id").setText("")
        qtbot.waitUntil(lambda: bool(form.fields.problems))
    assert form.fields.problems == {"id": "id is missing. Add it."}


def test_values_survive_the_other_language(form: FamilyForm, qtbot, tools):
    with qtbot.waitSignal(form.built):
        form.choose("taobao-item")
    form.fields.findChild(object, "field-id").setText("77")
    with qtbot.waitSignal(form.built):
        tools.speech.switch("zh_CN")
    assert form.fields.values == {"id": "77"}
    assert "淘宝商品链接" in visible_entries(form.tree)
