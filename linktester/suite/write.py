"""Writing a suite back as TOML that reads as the same suite."""

from collections.abc import Iterator

from linktester.model.case import Case, Matrix, Suite
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.model.phone import OS
from linktester.model.world import Site
from linktester.suite import render
from linktester.suite.fields import clip


def write(suite: Suite) -> str:
    """Return the suite as TOML, variables filled in. Raises InputErrors for text no UTF-8 file can hold."""
    refuse_unwritable(suite)
    blocks = ["schema = 1\n" + render.lines(render.head_values(suite))]
    blocks.append(write_matrix(suite.matrix))
    blocks += [write_site(site) for site in suite.sites]
    blocks += [write_case(case, suite.sites) for case in suite.cases]
    return "\n".join(block for block in blocks if block)


def write_matrix(matrix: Matrix) -> str:
    """Return `[matrix]` with its pairs."""
    body = render.lines(render.matrix_values(matrix))
    return f"[matrix]\n{body}" if body else ""


def write_site(site: Site) -> str:
    """Return one `[[site]]`."""
    return "[[site]]\n" + render.lines(render.site_values(site))


def write_case(case: Case, sites: tuple[Site, ...]) -> str:
    """Return one `[[case]]` with its expectations below; `sites` are those of its suite."""
    head = "[[case]]\n" + render.lines(render.case_values(case, sites))
    below = ["[[case.expect]]\n" + render.lines(render.expectation_values(one)) for one in case.expect]
    return "\n".join([head, *below])


def refuse_unwritable(suite: Suite) -> None:
    """Raise InputErrors for every text of the suite that no UTF-8 file can hold."""
    problems = [
        Problem(Place(suite.file or None, path=path), message("suite.not-writable", text=clip(ascii(text))))
        for text, path in _texts(suite)
        if not _encodable(text)
    ]
    if problems:
        raise InputErrors(problems)


def _texts(suite: Suite) -> Iterator[tuple[str, str]]:
    yield suite.name, "name"
    yield suite.title, "title"
    for index, site in enumerate(suite.sites):
        for key, value in (("host", site.host), ("title", site.title), ("redirect", site.redirect or "")):
            yield value, f"site[{index}].{key}"
        for os in OS:
            yield site.file(os) or "", f"site[{index}].files.{os}"
        for number, route in enumerate(site.routes):
            yield route.to, f"site[{index}].routes[{number}].to"
    for index, case in enumerate(suite.cases):
        for key, value in (("id", case.id), ("title", case.title), ("link", case.link.text)):
            yield value, f"case[{index}].{key}"
        yield case.referer or "", f"case[{index}].referer"


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
