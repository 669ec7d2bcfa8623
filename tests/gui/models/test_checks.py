from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from linktester.gui.models.checks import COLUMNS, ChecksModel
from linktester.gui.speech import Speech
from linktester.run import checklist
from tests.fakes import results as fakes
from tests.fakes.tabled import nasty_results


def lines(model: ChecksModel) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def gap() -> list:
    return [fakes.gap(fakes.probe(fakes.ITEM, "wechat", "moments", "2026-11-22"))]


def test_a_check_says_where_what_and_why(qapp: object) -> None:
    model = ChecksModel(Speech("en"))
    model.show_checklist(checklist(gap(), date(2026, 11, 22)))
    ((number, where, system, entry, link, why),) = lines(model)
    assert (number, where, system, entry) == ("1", "WeChat · Moments", "Android", "tap")
    assert link == fakes.ITEM.text
    assert why == "No source says what happens here."
    header = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(len(COLUMNS))]
    assert header == ["No.", "Where", "System", "Set off by", "Link", "Why it is asked"]


def test_old_evidence_is_told_with_its_age(qapp: object) -> None:
    model = ChecksModel(Speech("en"))
    carried = fakes.honored(
        fakes.probe(fakes.ITEM, "wechat", "chat", "2026-11-22"), fakes.PHASE_TWO, fakes.Modifier.CARRIED
    )
    model.show_checklist(checklist([carried], date(2026, 11, 22), older_than_days=90))
    assert lines(model)[0][-1] == "Last seen on 2021-11-29, more than 90 days ago."


def test_it_speaks_the_other_language_at_once(qapp: object) -> None:
    speech = Speech("en")
    model = ChecksModel(speech)
    assert lines(model) == []
    model.show_checklist(checklist(gap(), date(2026, 11, 22)))
    speech.switch("zh_CN")
    assert lines(model)[0][1] == "微信 · 朋友圈"


def test_hostile_links_are_one_plain_line(qapp: object) -> None:
    model = ChecksModel(Speech("en"))
    probe = replace(nasty_results()[0].probe, as_of=fakes.day("2999-01-01"))
    nasty = [fakes.gap(probe)]
    made = checklist(nasty, date(2026, 11, 22))
    model.show_checklist(made)
    assert len(lines(model)) == 1
    for line in lines(model):
        assert "\u202e" not in "".join(line)
        assert "\n" not in "".join(line)
