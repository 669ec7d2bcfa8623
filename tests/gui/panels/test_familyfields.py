import pytest

from linktester import links
from linktester.gui.panels.familyfields import FamilyFields
from linktester.gui.widgets.plain import PlainLabel
from linktester.links import Family, FieldSpec
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import FamilyId
from linktester.model.message import message
from linktester.project.example import beginning, examples


def family(name: str) -> Family:
    return links.families()[FamilyId(name)]


def made(qtbot, tools, name: str) -> FamilyFields:
    one = family(name)
    form = FamilyFields(tools, one, beginning(one), examples(one))
    qtbot.addWidget(form)
    return form


@pytest.mark.parametrize("name", [*links.families()])
def test_every_family_has_a_form_that_makes_a_link(qtbot, tools, name: str):
    form = made(qtbot, tools, name)
    assert links.build(name, form.values).family == name
    tools.speech.switch("zh_CN")
    made(qtbot, tools, name)


def test_required_fields_are_marked_and_limits_told(qtbot, tools):
    form = made(qtbot, tools, "taobao-item")
    words = [label.text() for label in form.findChildren(PlainLabel) if label.text()]
    assert "id *" in words
    assert any(word.startswith("allowed: 0-9") for word in words)


def test_closed_sets_are_offered(qtbot, tools):
    named = ((each, spec) for each in links.families().values() for spec in each.fields if spec.values)
    one, spec = next(named)
    form = made(qtbot, tools, one.id)
    box = form.findChild(object, f"field-{spec.name}")
    assert [box.itemText(index) for index in range(box.count())] == ["", *spec.values]


def test_problems_stand_under_their_fields(qtbot, tools):
    form = made(qtbot, tools, "taobao-item")
    with qtbot.waitSignal(form.edited):
        form.findChild(object, "field-id").setText("abc")
    with pytest.raises(InputErrors) as told:
        links.build("taobao-item", form.values)
    form.show_problems(told.value.problems)
    assert [*form.problems] == ["id"]
    general = Problem(Place(path="fields"), message("links.no-form", family="x"))
    form.show_problems((general,))
    assert [*form.problems] == [""]
    form.show_problems(())
    assert form.problems == {}


def test_limits_read_like_limits(qtbot, tools):
    specs = (
        FieldSpec(name="a", charset="0-9A-Za-z_\\-", min=4, max=8),
        FieldSpec(name="b", forbidden="&=", max=3),
        FieldSpec(name="c", min=5, layer=True),
        FieldSpec(name="d", min=6, max=6, json=True, built="{}"),
    )
    base = family("taobao-item")
    one = Family(
        id=FamilyId("x"),
        platform=base.platform,
        name=base.name,
        intent=base.intent,
        forms=base.forms,
        identity=(),
        fields=specs,
    )
    form = FamilyFields(tools, one, {}, {"a": "like this"})
    qtbot.addWidget(form)
    words = [label.text() for label in form.findChildren(PlainLabel)]
    assert {
        "allowed: 0-9 A-Z a-z _ - · 4 to 8 characters",
        "not allowed: & = · at most 3 characters",
        "at least 5 characters · a whole link",
        "6 characters · a JSON object · empty gives {}",
    } <= set(words)
    assert form.findChild(object, "field-a").placeholderText() == "like this"
    assert form.values == {}


def test_an_order_has_bounds_and_says_what_its_fields_mean(qtbot, tools):
    form = made(qtbot, tools, "order-wechatpay")
    words = [label.text() for label in form.findChildren(PlainLabel) if label.text()]
    assert "amount in fen; 100 fen are 1 yuan · whole number, 1 to 10000000000" in words
    for name in ("order-wechatpay", "order-alipay", "order-aggregated"):
        for language in ("en", "zh_CN"):
            tools.speech.switch(language)
            form = made(qtbot, tools, name)
            said = [label.text() for label in form.findChildren(PlainLabel)]
            assert not [text for text in said if text.startswith("familyform.")]
