"""One object's rule against one value."""

import pytest

from linktester.model.payment import StandardId
from linktester.payments.emv.profile import ObjectRule, Profile
from linktester.payments.emv.rules import Check, at_home, rules_of

NO_TITLE = {"en": "", "zh_CN": ""}


def rule(path: str = "59", **more: object) -> ObjectRule:
    return ObjectRule(path=path, name="", title=NO_TITLE, **more)  # type: ignore[arg-type]


def said(checked: ObjectRule, value: str) -> str | None:
    check = Check(checked)
    found = check.complaint("59", value)
    fits = check.least <= len(value) <= check.most and (check.fits is None or bool(check.fits(value)))
    # The short way says the same as the long one; letters that are no text are told elsewhere.
    assert (found is None) == (fits and not check.unwanted) or "\ufffd" in value
    return found.code if found else None


@pytest.mark.parametrize(
    ("checked", "value", "code"),
    [
        (rule(), "anything ü", None),
        (rule(), "", "payments.empty-field"),
        (rule(min=2), "a", "payments.too-short"),
        (rule(max=2), "abc", "payments.too-long"),
        (rule(format="n"), "012", None),
        (rule(format="n"), "01a", "payments.not-digits"),
        (rule(format="n"), "٣", "payments.not-digits"),
        (rule(format="an"), "aZ9", None),
        (rule(format="an"), "a Z", "payments.characters"),
        (rule(format="AN"), "AZ9", None),
        (rule(format="AN"), "a", "payments.characters"),
        (rule(format="hex"), "0aF", None),
        (rule(format="hex"), "g", "payments.characters"),
        (rule(format="ans"), "A b~", None),
        (rule(format="ans"), "灵", "emv.beyond-ascii"),
        (rule(format="ans"), "a\x7f", "payments.characters"),
        (rule(format="ans"), "灵\n", "payments.characters"),
        (rule(format="ans"), "\ufffd", None),
        (rule(choices=("1", "2")), "1", None),
        (rule(choices=("1", "2")), "3", "payments.choice"),
        (rule(pattern="a+", expected="a"), "aa", None),
        (rule(pattern="a+", expected="a"), "ab", "payments.form-wrong"),
        (rule(pattern="a+", expected="a", format="an"), "a-", "payments.characters"),
        (rule(pattern="a+", expected="a", format="an"), "b", "payments.form-wrong"),
        (rule(presence="reserved"), "x", "payments.reserved"),
        (rule(presence="forbidden"), "x", "payments.unwanted"),
    ],
)
def test_complaints(checked: ObjectRule, value: str, code: str | None) -> None:
    assert said(checked, value) == code


def test_rules_of_a_profile() -> None:
    profile = Profile(
        standard=StandardId("test"),
        sources=(),
        as_of="2026-11-22",
        object=(
            rule("@", presence="required"),
            rule("@/01", presence="required"),
            rule("80-81", plain=True),
            rule("62/05"),
        ),
        relaxes=("missing@52", "too-long@@/01", "choice@80-81"),
        warns=("country-other@58",),
    )
    rules = rules_of(profile, "30")
    assert rules.required == ("30",)
    assert rules.children == {"30": ("30/01",)}
    assert rules.checks.keys() == {"30", "30/01", "80", "81", "62/05"}
    assert rules.plain == {"80", "81"}
    assert rules.relaxes == {"missing@52", "too-long@30/01", "choice@80", "choice@81"}
    assert rules.warns == {"country-other@58"}


def test_home() -> None:
    assert at_home("@/01", "26") == "26/01"
    assert at_home("62/01", "26") == "62/01"
