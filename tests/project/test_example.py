import pytest

from linktester import links
from linktester.project.example import beginning, examples, sample


@pytest.mark.parametrize("family", links.families().values(), ids=lambda family: family.id)
def test_every_family_begins_with_a_link(family):
    link = links.build(family.id, beginning(family))
    assert link.family == family.id
    assert set(examples(family)) <= {spec.name for spec in family.fields}


def test_required_fields_are_filled():
    family = links.families()["taobao-item"]
    assert [*beginning(family)] == ["id"]


def test_the_sample_is_a_shop_link_in_a_chat():
    case = sample()
    assert case.link.target == "taobao"
    assert ("wechat", "chat") in {(stand.host, stand.surface) for stand in case.stands}
