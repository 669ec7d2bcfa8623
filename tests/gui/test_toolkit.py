import json
import subprocess
import sys

from tests.fakes.processes import ROOT

LATER = """
import builtins, json, linecache, sys
from linktester.gui import toolkit
toolkit.load()
import PySide6.QtSvg
from linktester.gui.theme import Theme
read = [name for name in linecache.cache if "linktester" in name]
print(json.dumps(["PySide6.QtCore" in sys.modules, builtins.__import__ is builtins.__feature_import__, read]))
"""


def test_what_is_imported_after_the_toolkit_is_not_searched() -> None:
    done = subprocess.run([sys.executable, "-c", LATER], cwd=ROOT, capture_output=True, check=True)
    loaded, searches, read = json.loads(done.stdout)
    assert loaded
    assert not searches
    assert read == []
