"""`linktester resolve`: who opens a link on each system, by which rule, and what would change it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from linktester.cli.face import Face
from linktester.cli.options import command as make_command
from linktester.cli.options import option
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.wording import Words

if TYPE_CHECKING:
    from linktester.oslinks.answers.wishes import Wishes

OK, DIFFERS = 0, 1
SYSTEMS = ("ios", "android", "harmony")
ORIGINS = (
    *("app", "camera", "browser-tap", "browser-script", "redirect", "typed"),
    *("web-view", "web-view-load", "other-browser"),
)
CHOICES = ("nothing", "app", "browser")


def command(words: Words) -> click.Command:
    """Return the verb."""
    return make_command(
        words,
        "resolve",
        _resolve,
        [
            click.Argument(["url"], required=False),
            option(words, "-f", "--files", multiple=True, metavar="FILE", help_code="resolve.opt-files"),
            option(words, "--os", multiple=True, type=click.Choice(SYSTEMS), help_code="resolve.opt-os"),
            option(
                words,
                "--origin",
                type=click.Choice(ORIGINS),
                default="app",
                show_default=True,
                help_code="resolve.opt-origin",
            ),
            option(words, "--page-host", metavar="HOST", help_code="resolve.opt-page-host"),
            option(words, "--installed", multiple=True, metavar="APP", help_code="resolve.opt-installed"),
            option(words, "--nothing-installed", is_flag=True, help_code="resolve.opt-nothing-installed"),
            option(words, "--verified/--unverified", default=None, help_code="resolve.opt-verified"),
            option(
                words,
                "--choice",
                type=click.Choice(CHOICES),
                default="nothing",
                show_default=True,
                help_code="resolve.opt-choice",
            ),
            option(
                words,
                "--android",
                type=click.IntRange(4, 40),
                default=15,
                show_default=True,
                help_code="resolve.opt-android",
            ),
            option(words, "--fingerprint", metavar="SHA256", help_code="resolve.opt-fingerprint"),
            option(words, "--developer", is_flag=True, help_code="resolve.opt-developer"),
            option(words, "--app-linking-only", is_flag=True, help_code="resolve.opt-app-linking-only"),
            option(words, "--set", multiple=True, metavar="NAME=VALUE", help_code="resolve.opt-set"),
            option(words, "--json", is_flag=True, help_code="cli.opt-json-plain"),
            option(words, "--jsonl", is_flag=True, help_code="cli.opt-jsonl"),
            option(words, "--check", is_flag=True, help_code="resolve.opt-check"),
        ],
    )


@click.pass_obj
def _resolve(face: Face, /, url: str | None, **wish: Any) -> int:
    if wish["jsonl"] or wish["check"]:
        return _batch(face, alone=url is None and not wish["files"], check=wish["check"])
    if url is None:
        raise _wrong("resolve.no-url")
    from linktester.cli import resolvetold  # noqa: PLC0415 - the batch mode does without
    from linktester.cli.linkfiles import given_files  # noqa: PLC0415
    from linktester.model.system import OS  # noqa: PLC0415
    from linktester.oslinks.answers.wishes import answers  # noqa: PLC0415

    files = given_files(wish["files"], wish["set"])
    told = answers(url, files, _wishes(wish), tuple(OS(name) for name in wish["os"]))
    if wish["json"]:
        face.raw(resolvetold.as_json(face, url, told, files))
    else:
        resolvetold.show(face, url, told, files)
    return OK


def _batch(face: Face, *, alone: bool, check: bool) -> int:
    if not alone:
        raise _wrong("resolve.jsonl-alone")
    from linktester.cli import resolvelines  # noqa: PLC0415

    tally = resolvelines.run(face, check=check)
    if not check:
        return OK
    face.note(face.t("resolve.checked", met=tally.met, missed=tally.missed))
    return DIFFERS if tally.missed else OK


def _wishes(wish: Mapping[str, Any]) -> "Wishes":
    from linktester.oslinks.answers.wishes import Chosen, Origin, Wishes  # noqa: PLC0415

    named = frozenset(wish["installed"])
    return Wishes(
        origin=Origin(wish["origin"]),
        page_host=wish["page_host"],
        installed=named if named or wish["nothing_installed"] else None,
        verified=wish["verified"],
        chosen=Chosen(wish["choice"]),
        android=wish["android"],
        fingerprint=wish["fingerprint"],
        developer=wish["developer"],
        app_linking_only=wish["app_linking_only"],
    )


def _wrong(code: str) -> InputErrors:
    return InputErrors([Problem(Place(), message(code))])
