"""What holds for all tests: windows draw into memory; a machine that cannot do even that runs the rest."""

import os

import pytest

from linktester.gui.libraries import Group, missing

# Without this, and without a screen, the toolkit would end the whole test process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    if missing(Group.BASICS):
        # `dev.py test` switches the plugin off that owns this setting: it would load the toolkit.
        parser.addini("qt_api", "which toolkit the plugin for windows uses")
