"""One call of TOP: the parameters of query and form together, decoded."""

from collections.abc import Mapping
from dataclasses import dataclass

from linktester import urls
from linktester.serve.payapis.api import ApiCall

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """A call and its parameters."""

    call: ApiCall
    params: Mapping[str, str]


def read(call: ApiCall) -> Asked:
    """Return the call's parameters; where query and form name the same one, the query's counts.

    Forms with files (multipart) are not read: no method here takes files.
    """
    params = dict(call.fields)
    if call.headers.get("content-type", _FORM).partition(";")[0].strip().lower() == _FORM:
        for name, value in urls.query(call.body.decode("utf-8", "replace")):
            params.setdefault(name, value)
    return Asked(call, params)
