import tomllib
from datetime import UTC, datetime

import pytest

from linktester import links, resources
from linktester.payments import standards
from linktester.policy import load
from linktester.serve.clients.reader import Refusal, refusal
from tests.fakes.emulator import DATE
from tests.fakes.paymentvectors import standards_with_vectors, vectors

PIX = (
    "00020126430014br.gov.bcb.pix0121qa@linktester.example52040000530398654041.005802BR5910LINKTESTER6006RECIFE"
    "62090505QA0016304A8C8"
)


def asked(text: str, at: datetime = DATE) -> Refusal | None:
    return refusal(links.parse(text).link, at)


def test_a_code_that_is_right_is_taken() -> None:
    assert asked(PIX) is None


def test_a_broken_one_is_refused_with_what_is_wrong() -> None:
    assert asked(PIX.replace("A8C8", "A8C9")) == Refusal("malformed", "63 checksum-wrong")


@pytest.mark.parametrize("standard", standards_with_vectors())
def test_it_agrees_with_the_published_vectors(standard: str) -> None:
    for each in vectors(standard):
        try:
            link = links.parse(each.payload.decode()).link
        except UnicodeDecodeError:
            continue
        if links.families()[link.family].standard == standard:
            assert (refusal(link, each.at) is None) == each.valid, each.name


def test_what_is_only_too_old_has_expired() -> None:
    old = [
        each
        for each in vectors("swiss-qr")
        if set(each.findings) & {"combined-over", "combined-tolerated"} and len(each.findings) == 1
    ]
    assert old
    for each in old:
        text = each.payload.decode()
        assert asked(text, datetime(2025, 11, 1, tzinfo=UTC)) is None
        found = asked(text, datetime(2026, 12, 1, tzinfo=UTC))
        assert found is not None
        assert found.why == "expired"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("weixin://wxpay/bizpayurl?pr=4T0Gq0azz", None),
        ("https://qr.alipay.com/bax02431yd1nzbnkkxxu0034", None),
        ("https://qr.95516.com/00010000/01234567890123456789012345", None),
        ("weixin://wxpay/bizpayurl?pr=4T0 Gq0azz", "malformed"),
    ],
)
def test_codes_that_are_links_are_judged_as_well(text: str, refused: str | None) -> None:
    found = asked(text)
    assert (found and found.why) == refused


def test_many_faults_are_told_as_far_as_anybody_reads() -> None:
    found = asked("000201" + "9901X" * 60)
    assert found is not None
    assert len(found.faults.split(", ")) <= 5


def test_every_standard_has_a_rule_that_names_its_texts() -> None:
    packs = load()
    texts = tomllib.loads(resources.read_text("sources/payments.toml"))
    for standard in standards().values():
        families = {family.id for family in links.families().values() if family.standard == standard.id}
        rules = [rule for rule in packs.packs["reader"].rules if families & set(rule.match.families)]
        assert families == {family for rule in rules for family in rule.match.families}
        for rule in rules:
            (source,) = rule.sources
            told = [reference.partition(": ")[0] for reference in source.references]
            assert told == list(standard.sources)
            if "wxpay-native" not in told:
                assert source.references == tuple(f"{key}: {texts[key]}" for key in told)
