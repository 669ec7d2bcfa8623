"""What the rules forecast, beside what a real run through the emulator comes to."""

from datetime import datetime

import pytest

from linktester.model.case import Probe
from linktester.model.phone import OS, Phone
from linktester.model.run import CaseResult
from linktester.model.verdict import Outcome
from linktester.model.zone import CHINA
from linktester.policy.asking import Doubt
from linktester.policy.dates import moment
from linktester.policy.forecast import Forecast
from linktester.policy.picture import fitting, places
from linktester.send import EmulatorProcess
from linktester.suite import Options, bundled, expand
from tests.fakes.forecasts import SHIPPED, of_probe, the_subjects
from tests.fakes.journeys import run, told
from tests.fakes.matrix import SITES

pytestmark = pytest.mark.journey

NOW = datetime(2026, 11, 22, 12, tzinfo=CHINA)


def probes_of_the_picture() -> list[Probe]:
    found = []
    for os, day in ((OS.ANDROID, "2021-10-01"), (OS.ANDROID, "2024-10-01"), (OS.IOS, "2013-12-01")):
        fits = fitting(the_subjects(), os)
        found += [
            Probe(
                case_id=subject.id,
                link=subject.link,
                host=stand.host,
                surface=stand.surface,
                entry=stand.entry,
                phone=Phone(os=os),
                client=None,
                as_of=moment(day),
                sites=SITES,
            )
            for stand in places(SHIPPED)
            for index, subject in enumerate(the_subjects())
            if fits(index, stand)
        ]
    return found


def agrees(said: Forecast, result: CaseResult) -> bool:
    """An open forecast promises nothing."""
    verdict = result.verdict
    return said.doubt is not None or (said.outcome, said.cause) == (verdict.outcome, verdict.cause)


def rests_alike(said: Forecast, result: CaseResult) -> bool:
    verdict = result.verdict
    theirs = (verdict.modifiers, verdict.by, result.reach, result.last_evidence, result.anecdotal)
    return (said.modifiers, said.by, said.reach, said.last_evidence, said.anecdotal) == theirs


def test_the_bundled_suite_comes_out_as_forecast(emulator: EmulatorProcess) -> None:
    plan = expand(bundled("walled-garden"), Options(now=NOW))
    probes = [planned.probe for planned in plan.probes]
    results = run(emulator, probes)
    assert all(result.disagreement is None for result in results)
    said = [of_probe(probe) for probe in probes]
    pairs = [(one, result) for one, result in zip(said, results, strict=True) if one.doubt is None]
    differing = [
        f"{result.probe.case_id} {result.probe.host}/{result.probe.surface} {result.probe.as_of:%Y-%m-%d}: "
        f"forecast {one.outcome} {one.cause} {one.modifiers}; judged {told(result)}"
        for one, result in pairs
        if not (agrees(one, result) and rests_alike(one, result))
    ]
    assert differing == []
    assert {one.doubt for one in said} - {None} == {Doubt.NO_HOST}, (
        "only the browser's own runs are left open"
    )


def test_the_picture_comes_out_as_forecast(emulator: EmulatorProcess) -> None:
    probes = probes_of_the_picture()
    results = run(emulator, probes)
    said = [of_probe(probe) for probe in probes]
    differing = {
        (result.probe.case_id, str(result.probe.host)): f"forecast {one.outcome} {one.cause}; {told(result)}"
        for one, result in zip(said, results, strict=True)
        if not agrees(one, result)
    }
    assert differing == {}
    refused = [one for one in said if one.outcome is Outcome.BLOCKED]
    assert refused
    assert {one.doubt for one in said} <= {None, Doubt.OPAQUE, Doubt.HANDOVER}
