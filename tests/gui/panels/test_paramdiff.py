from linktester.gui.panels.paramdiff import MOST, header, rows
from linktester.gui.tools import Tools
from linktester.model.link import ParamChange, ParamDiff

DROPPED = ParamDiff("id", "1", None, ParamChange.DROPPED, significant=True)
EQUAL = ParamDiff("sku", "2", "2", ParamChange.EQUAL, significant=True)
ADDED = ParamDiff("from", None, "wechat", ParamChange.ADDED, significant=False)


def test_rows_tell_intended_reached_and_change(tools: Tools) -> None:
    told = [[cell.plain for cell in row] for row in rows((ADDED, EQUAL, DROPPED), tools.speech.phrases)]
    assert told == [
        ["id", "1", "–", "dropped"],
        ["sku", "2", "2", "equal"],
        ["from", "–", "wechat", "added\ndoes not decide"],
    ]
    assert [cell.plain for cell in header(tools.speech.phrases)] == ["Name", "Intended", "Reached", "Change"]


def test_only_what_decides_is_in_colour(tools: Tools) -> None:
    roles = [row[3].pieces[0].role for row in rows((DROPPED, EQUAL, ADDED), tools.speech.phrases)]
    assert roles == ["blocked", "honored", "muted"]


def test_rows_and_values_are_bounded(tools: Tools) -> None:
    long = ParamDiff("n" * 9999, "v" * 9999, "", ParamChange.CHANGED, significant=True)
    made = rows((long,) * 999, tools.speech.phrases)
    assert len(made) == MOST
    assert all(len(cell.plain) < 500 for cell in made[0])
