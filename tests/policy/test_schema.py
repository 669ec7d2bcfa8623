import pytest

from linktester.codec import structure
from linktester.model.errors import InputErrors
from linktester.policy.schema import LISTS, RuleText


def test_a_rule_needs_its_name_kind_effect_and_date() -> None:
    with pytest.raises(InputErrors) as caught:
        structure({}, RuleText)
    missing = {str(problem.message.args["key"]) for problem in caught.value.problems}
    assert missing == {"id", "kind", "effect", "from_"}


def test_the_keys_that_hold_lists_are_those_of_the_schema() -> None:
    text = structure({"id": "a", "kind": "change", "effect": "open", "from_": "2020-01-01"}, RuleText)
    assert {key for key in RuleText.__dataclass_fields__ if getattr(text, key) == ()} == set(LISTS)
