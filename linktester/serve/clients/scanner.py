"""The scanner of a client: from the picture to the text it would act on.

No code: the app says so and nothing opens. One code, or several with the same content: that one. Several
different codes: the app shows them as actions `code-1`, `code-2` … and waits for a choice.
"""

from linktester import qr
from linktester.model.errors import InputErrors
from linktester.model.hostprotocol import ClientAnswer, WireItem
from linktester.serve.clients.answers import show
from linktester.serve.clients.answers import text as standing
from linktester.serve.wire import BadBodyError


def scanned(picture: bytes, choice: str | None) -> str | ClientAnswer:
    """Return the content to act on, or what the app shows instead. Raises BadBodyError for no picture."""
    try:
        found = qr.read(picture)
    except InputErrors as errors:
        raise BadBodyError(str(errors)[:300]) from errors
    contents = tuple(dict.fromkeys(code.text for code in found))
    if not contents:
        return standing("没有识别到二维码")
    if len(contents) == 1:
        return contents[0]
    choices = {f"code-{index}": content for index, content in enumerate(contents, 1)}
    if choice in choices:
        return choices[choice]
    return show(*(WireItem(id=id_, label=content, kind="action") for id_, content in choices.items()))
