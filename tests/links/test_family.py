from linktester.links.family import Family, FieldSpec, Form, IdentityRule, Vector
from linktester.model.link import FamilyId, Intent, PlatformId


def test_a_family_tells_its_kind_and_significant_fields() -> None:
    family = Family(
        id=FamilyId("test"),
        platform=PlatformId("web"),
        name={"en": "Test", "zh_CN": "测试"},
        intent=Intent.PAGE,
        forms=(Form(),),
        fields=(FieldSpec(name="id"), FieldSpec(name="u", key="url"), FieldSpec(name="note")),
        identity=(
            IdentityRule(inherit="u"),
            IdentityRule(kind="item", params={"id": "id"}, constants={"path": "x"}),
        ),
    )
    assert family.kind == "item"
    assert family.significant == {"id", "u"}
    assert [spec.written for spec in family.fields] == ["id", "url", "note"]


def test_a_vector_is_negative_when_it_names_a_finding_or_another_family() -> None:
    assert Vector(link="a:", source="s").positive
    assert not Vector(link="a:", source="s", finding="links.field-missing").positive
    assert not Vector(link="a:", source="s", family=FamilyId("web-page")).positive
