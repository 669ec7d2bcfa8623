"""Payment codes before scanners: what the reader takes and refuses, and where nobody may say."""

from datetime import datetime

import pytest

from linktester.model.case import Suite
from linktester.model.run import CaseResult, Match
from linktester.model.verdict import By, Cause, Outcome
from linktester.model.zone import CHINA
from linktester.payments.mutate import mutations
from linktester.project.codecases import broken_cases
from linktester.run.matching import match
from linktester.send import EmulatorProcess
from linktester.suite import Options, Planned, bundled, expand
from tests.fakes.journeys import a_probe, cited, run, told

pytestmark = pytest.mark.journey

NOW = datetime(2026, 11, 22, 12, tzinfo=CHINA)
DAY = "2026-11-22"
NATIVE = "weixin://wxpay/bizpayurl?pr=LtZ0701"
EPC = "BCD\n002\n1\nSCT\n\nLinktester GmbH\nDE98370400440000000042\nEUR1.5\n\n\nsee https://shop.example/7\n"
WALLETS = ("wechat", "alipay", "unionpay", "douyin")


def planned(suite: Suite) -> list[Planned]:
    return list(expand(suite, Options(now=NOW)).probes)


def astray(emulator: EmulatorProcess, suite: Suite) -> list[str]:
    plan = planned(suite)
    results = run(emulator, [each.probe for each in plan])
    return [
        f"{result.probe.case_id} {result.probe.host}: {told(result)} {result.disagreement or ''}"
        for each, result in zip(plan, results, strict=True)
        if match(each.expected, result.verdict) is Match.DIFFERS or result.disagreement
    ]


def scanned(emulator: EmulatorProcess, text: str, *hosts: str) -> tuple[CaseResult, ...]:
    return run(emulator, [a_probe(text, host, "scan", DAY, entry="scan-live") for host in hosts])


def test_the_bundled_codes_come_out_as_expected(emulator: EmulatorProcess) -> None:
    assert astray(emulator, bundled("codes")) == []


def test_every_broken_code_is_refused_for_itself(emulator: EmulatorProcess) -> None:
    suite = Suite(name="broken")
    for case in bundled("codes").cases:
        made = broken_cases(mutations(case.link.text.encode()), suite)
        suite = Suite(name="broken", cases=(*suite.cases, *made.cases))
    assert len(suite.cases) > 200
    assert astray(emulator, suite) == []


def test_a_refusal_names_the_fault_and_the_text_it_breaks(emulator: EmulatorProcess) -> None:
    (result,) = scanned(emulator, EPC.replace("EUR1.5", "EUR1,5"), "reader")
    assert (result.verdict.outcome, result.verdict.by) == (Outcome.BLOCKED, By.LINK)
    said = result.verdict.reasons[0].message
    assert (said.code, said.args["faults"]) == ("verdict.refused-code", "line/8 amount")
    assert cited(result) == {"OB-STD-EPC"}


def test_what_a_wallet_does_with_a_foreign_code_is_a_gap_and_no_refusal(emulator: EmulatorProcess) -> None:
    for result in scanned(emulator, EPC, *WALLETS, "camera"):
        assert (result.verdict.outcome, result.verdict.cause) == (Outcome.INCONCLUSIVE, Cause.NO_POLICY)
        assert result.disagreement is None
        assert result.verdict.by is None


def test_a_native_code_is_for_wechats_scanner_not_for_the_camera(emulator: EmulatorProcess) -> None:
    own, camera, elsewhere = scanned(emulator, NATIVE, "wechat", "camera", "unionpay")
    assert own.verdict.outcome is Outcome.HONORED
    assert (camera.verdict.outcome, camera.verdict.by) == (Outcome.BLOCKED, By.HOST)
    assert elsewhere.verdict.outcome is Outcome.HONORED


def test_what_is_no_code_is_nothing_for_the_reader(emulator: EmulatorProcess) -> None:
    (result,) = scanned(emulator, "https://item.taobao.com/item.htm?id=600000000701", "reader")
    assert (result.verdict.outcome, result.verdict.cause) == (Outcome.INCONCLUSIVE, Cause.NO_POLICY)
