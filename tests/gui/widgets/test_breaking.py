from linktester.gui.widgets.breaking import RUN, BreakingLabel, broken


def test_long_words_may_break_and_short_ones_stay():
    assert broken("a short sentence") == "a short sentence"
    parts = broken("x" * (2 * RUN + 5)).split("\u200b")
    assert [len(part) for part in parts] == [RUN, RUN, 5]
    assert broken("x" * RUN) == "x" * RUN


def test_a_link_of_any_length_fits_a_narrow_column(qtbot):
    label = BreakingLabel("Leads to https://a.example/?" + "x" * 3_000)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 400
    assert label.plain.startswith("Leads to https://a.example/?xxx")


def test_hostile_text_is_still_spelled_out(qtbot):
    label = BreakingLabel("<b>\u200b\u202e")
    qtbot.addWidget(label)
    assert label.text() == "<b>\\u200b\\u202e"
