import io
import re

from linktester.cli import walls
from linktester.cli.face import Face
from linktester.wording import Words
from tests.fakes import results as fakes
from tests.fakes.terminals import Screen


def drawn(language: str = "en") -> list[str]:
    out = io.StringIO()
    walls.show(Face(Words(language), stdout=out, stderr=io.StringIO()), fakes.walled_garden())
    return out.getvalue().splitlines()


def test_the_wall_is_seen_to_open():
    lines = drawn()
    assert lines[0] == "taobao-item  https://item.taobao.com/item.htm?id=520000000001&spm=a1z10.1"
    assert lines[1].split("\t") == ["", "2021-09-10", "2021-10-10", "2021-12-01", "2024-10-15"]
    assert lines[2].split("\t") == [
        "WeChat · 1:1 chat",
        "blocked",
        "honored ~c (Android) | blocked (iOS · 8.0.12)",
        "honored ≠",
        "honored ~",
    ]
    assert lines[4].split("\t") == ["WeChat · Moments", "blocked", "blocked ~", "blocked ~", "no evidence"]


def test_what_was_not_tried_is_a_dot():
    assert "QQ · 1:1 chat\t·\tsources disagree\tsources disagree\tno evidence" in drawn()


def test_every_sign_is_explained():
    assert drawn("zh_CN")[-1].split("   ") == [
        "~ 沿用",
        "c 需确认",
        "½ 仅部分生效",
        "p 系统弹窗",
        "w 经跳转页",
        "i 推断",
        "≠ 与预期不符",
    ]


def on_a_terminal(width: int) -> str:
    out = Screen()
    walls.show(Face(Words("en"), stdout=out, stderr=io.StringIO(), width=width), fakes.walled_garden())
    return re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())


def test_where_words_fit_they_stand_there_and_where_not_shapes_do():
    wide, narrow = on_a_terminal(200), on_a_terminal(80)
    assert "■ blocked" in wide
    assert "no evidence" in wide
    first = next(line for line in narrow.splitlines() if line.startswith("WeChat · Moments"))
    assert first.split()[3:] == ["■", "■~", "■~", "○"]
    assert max(map(len, narrow.splitlines())) <= 80


def test_dates_are_never_cut():
    lines = on_a_terminal(80).splitlines()
    assert lines[1].split() == ["2021", "2021", "2021", "2024"]
    assert lines[2].split() == ["09-10", "10-10", "12-01", "10-15"]


def test_every_shape_is_explained_on_a_terminal():
    legend = next(line for line in on_a_terminal(120).splitlines() if line.startswith("● honored"))
    for part in ("◆ rewritten", "■ blocked", "○ no evidence", "○! sources disagree", "○x our fault"):
        assert part in legend
