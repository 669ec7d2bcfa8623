"""The apps' clients: what each does with a link put before it, as its pack says.

Our own small protocol (`model/hostprotocol`), one address per app: `https://<app>.linktester.test`.
"""

from urllib.parse import unquote

from linktester.model.phone import Surface
from linktester.model.platform import Platform
from linktester.serve.clients import inside, navigate, surfaces
from linktester.serve.doors import door
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked
from linktester.serve.problems import problem
from linktester.serve.wire import BadBodyError

_SURFACES = "/surfaces/"
_PSEUDO = frozenset({"browser", "camera", "web"})
"""Platforms of the catalogue that are no app with a client of its own."""


async def client_answer(name: str, asked: Asked, emulator: Emulator) -> Answer:
    """Answer a request to the app called `name`: a surface, its web view, its door or a page of its own."""
    app = emulator.platform(name)
    if app is None or app.id in _PSEUDO:
        return problem(404, "unknown-app", app=name, role="client")
    if asked.path == inside.PATH:
        return inside.asking(app, asked)
    if asked.method != "POST":
        return problem(405, "method", method=asked.method, role="client")
    try:
        return await _posted(app, asked, emulator)
    except BadBodyError as error:
        return problem(400, "bad-question", reason=str(error), role="client")


async def _posted(app: Platform, asked: Asked, emulator: Emulator) -> Answer:
    if asked.path == "/open":
        return door(app, asked, emulator)
    if asked.path == "/webview/navigate":
        return navigate.answer(app, asked, emulator)
    if asked.path.startswith(_SURFACES):
        surface = Surface(unquote(asked.path.removeprefix(_SURFACES)))
        if surface not in emulator.packs.vocabulary.surfaces:
            return problem(404, "unknown-surface", surface=surface, role="client")
        return await surfaces.answer(app, surface, asked, emulator)
    return problem(404, "unknown-path", path=asked.path, role="client")
