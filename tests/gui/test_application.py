"""What macOS asks a running program to open, as the toolkit hands it on."""

import json
import subprocess
import sys

from tests.fakes.processes import ROOT

ASKED = """
import json, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from linktester.gui.application import Application

app = Application(["linktester"])
heard = []
app.opened.connect(heard.append)
app.sendEvent(app, QFileOpenEvent("/p/a b.toml"))
app.sendEvent(app, QFileOpenEvent(QUrl("linktester://case/%E5%92%96")))
before = list(heard)
early = app.take_early()
app.sendEvent(app, QFileOpenEvent(QUrl("linktester://case/two")))
app.sendEvent(app, QEvent(QEvent.Type.User))
print(json.dumps([before, early, heard, app.take_early()]))
"""


def test_what_comes_before_anybody_listens_waits() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, check=True)
    before, early, heard, again = json.loads(done.stdout)
    assert before == []
    assert early[0] == "/p/a b.toml"
    assert early[1].startswith("linktester://case/")
    assert heard == ["linktester://case/two"]
    assert again == []
