from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.notes import MAX_FINDINGS, Notes


def test_findings_stay_in_order_with_their_severity():
    notes = Notes()
    notes.error(Aspect.STRUCTURE, "62/01", message("payments.empty-field", field="62/01"))
    notes.warning(Aspect.SCHEME, "", message("payments.unknown"))
    notes.info(Aspect.FRESHNESS, "", message("payments.unknown"))
    found = notes.all()
    assert [each.severity for each in found] == [Severity.ERROR, Severity.WARNING, Severity.INFO]
    assert found[0].code == "empty-field"
    assert found[0].where == "62/01"


def test_a_hostile_code_does_not_fill_the_memory():
    notes = Notes()
    for _ in range(MAX_FINDINGS * 3):
        notes.error(Aspect.STRUCTURE, "", message("payments.unknown"))
    assert len(notes.all()) == MAX_FINDINGS
