from linktester.gui.widgets.screens import screens


def test_without_a_screen_there_is_nothing_to_see(qapp):
    assert qapp.platformName() == "offscreen"
    assert screens() == []
