"""Spoils the corpus in ways that must, or must not, show in the verdict.

`python -m tests.fakes.sabotage` prints the matrix that `tests/corpus/sabotage-matrix.tsv` holds.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from linktester import urls
from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Failed,
    Launched,
    Navigated,
    PageFacts,
    Redirected,
    Rendered,
    Requested,
    Screen,
    Stayed,
    Swallowed,
)
from linktester.model.link import PlatformId
from linktester.model.verdict import Outcome, Verdict
from linktester.verdict import classify
from tests.fakes.corpus import CorpusCase, load

FILLER = "某某某某某某"
REFUSAL_WORDS = "如需浏览，请长按网址复制后使用浏览器访问"
HEADER = ("case", "sabotage", "before", "after")

MUST_STAY = frozenset({"words-to-filler", "block-words-added"})
"""Wording never decides."""
MUST_SHOW = frozenset(
    {
        "parameter-dropped",
        "parameter-encoded-twice",
        "parameter-changed",
        "address-only-changed",
        "statement-only-changed",
        "identity-not-stated",
        "soft-404",
        "block-words-instead",
        "login-wall",
        "status-404",
        "status-500",
        "foreign-host",
        "wrong-app",
        "screen-unseen",
        "app-refuses",
        "text-altered",
        "text-locked",
        "moved-to-the-targets-host",
        "broke-off",
        "last-step-lost",
    }
)
"""What an honest judge cannot overlook where it applies."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one spoiling does to one verdict."""

    case: str
    sabotage: str
    before: Verdict
    after: Verdict

    def line(self) -> str:
        """Return the row as it stands in the file."""
        return "\t".join((self.case, self.sabotage, short(self.before), short(self.after)))


def short(verdict: Verdict) -> str:
    """Return a verdict in one word: `HONORED+confirm/host`, `INCONCLUSIVE:fault/ours`."""
    cause = f":{verdict.cause}" if verdict.cause else ""
    marks = "".join(f"+{mark}" for mark in verdict.modifiers)
    return f"{verdict.outcome}{cause}{marks}" + (f"/{verdict.by}" if verdict.by else "")


def matrix() -> list[Row]:
    """Return every spoiling of every entry that had something to lose, in corpus order."""
    return [row for case in load() for row in rows(case)]


def rows(case: CorpusCase) -> Iterator[Row]:
    """Yield what each applicable spoiling does to one entry."""
    before = classify(case.link, case.evidence, case.control)
    if before.outcome is Outcome.INCONCLUSIVE or case.evidence.basis in {"human", "phone"}:
        return
    for name, spoil in SPOILINGS.items():
        for number, spoiled in enumerate(spoil(case, before)):
            after = classify(spoiled.link, spoiled.evidence, spoiled.control)
            yield Row(case.id, name if number == 0 else f"{name}.{number + 1}", before, after)


Spoiling = Callable[[CorpusCase, Verdict], Iterator[CorpusCase]]


def _with_last(case: CorpusCase, last: AnyObservation) -> CorpusCase:
    seen = (*case.evidence.observations[:-1], last)
    return replace(case, evidence=replace(case.evidence, observations=seen))


def _honored_page(case: CorpusCase, before: Verdict) -> Rendered | None:
    """Return the page that was honored; a page behind a dropped attempt is left to other spoilings."""
    last = case.evidence.observations[-1]
    return last if before.outcome is Outcome.HONORED and isinstance(last, Rendered) else None


def _stated(page: PageFacts) -> str:
    return page.canonical or page.og_url or ""


def _say(shown: Rendered, url: str, statement: str | None) -> Rendered:
    facts = replace(shown.page, canonical=statement, og_url=None)
    return replace(shown, url=url, page=facts)


def _spoiled(text: str, value: str, name: str, how: str) -> str:
    """Return the address with one parameter's value dropped, encoded once too often or changed."""
    raw = quote(value, safe="") if quote(value, safe="") in text else value
    if how == "dropped":
        without = urls.without_query(text, frozenset({name})) if f"{name}=" in text else text
        return without if without != text else text.replace(raw, "", 1)
    if how == "twice":
        return text.replace(raw, "".join(f"%25{octet:02X}" for octet in value.encode()), 1)
    return text.replace(raw, raw + "9", 1)


def _parameters(before: Verdict, statement: str) -> list[tuple[str, str]]:
    """Return the significant parameters of the page, as far as they stand in its address."""
    reached = before.reached
    if reached is None:
        return []
    if "url" in reached.params:
        url = urls.parse(statement)
        pairs = () if url is None else urls.query(url.search)
        path = "" if url is None else url.pathname.rsplit("/", 1)[-1]
        return [*pairs, ("", path)] if path else list(pairs)
    return [(name, value) for name, value in reached.params.items() if value and value in statement]


def _of_pages(how: str, *, address: bool, statement: bool) -> Spoiling:
    def spoil(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
        shown = _honored_page(case, before)
        if shown is None or (address and not statement and _was_moved_on(case)):
            return
        said = _stated(shown.page)
        for name, value in _parameters(before, said):
            url = _spoiled(shown.url, value, name, how) if address else shown.url
            word = _spoiled(said, value, name, how) if statement else said
            if (url != shown.url or not address) and (word != said or not statement):
                yield _asked_for(_with_last(case, _say(shown, url, word)), shown.url, url)

    return spoil


def _was_moved_on(case: CorpusCase) -> bool:
    """Return whether a page or redirect led on: then another address may be the target's own."""
    return any(isinstance(o, Redirected | Navigated) for o in case.evidence.observations)


def _asked_for(case: CorpusCase, old: str, new: str) -> CorpusCase:
    """Return the entry as if the host had asked for the other address from the start."""
    seen = case.evidence.observations
    if len(seen) < 3 or seen[-2] != Requested(url=old, exchange=seen[-2].exchange):
        return case
    asked = Requested(url=new, exchange=seen[-2].exchange)
    return replace(case, evidence=replace(case.evidence, observations=(*seen[:-2], asked, seen[-1])))


def _of_parameters(how: str) -> Spoiling:
    pages = _of_pages(how, address=True, statement=True)

    def spoil(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
        yield from pages(case, before)
        last = case.evidence.observations[-1]
        if not isinstance(last, Launched) or last.screen is None or before.outcome is not Outcome.HONORED:
            return
        identity = last.screen.identity
        for name, value in identity.params.items():
            params = dict(identity.params)
            if how == "dropped":
                del params[name]
            elif how == "twice":
                params[name] = "".join(f"%{octet:02X}" for octet in value.encode())
            else:
                params[name] = value + "9"
            if params != identity.params:
                yield _with_last(case, replace(last, screen=Screen(replace(identity, params=params))))

    return spoil


def _page_becomes(change: Callable[[Rendered], Rendered]) -> Spoiling:
    def spoil(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
        shown = _honored_page(case, before)
        if shown is not None:
            yield _with_last(case, change(shown))

    return spoil


def _launch_becomes(change: Callable[[Launched], Launched]) -> Spoiling:
    def spoil(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
        last = case.evidence.observations[-1]
        if isinstance(last, Launched) and before.outcome is Outcome.HONORED:
            changed = change(last)
            only_start = case.link.identity_only and changed.receiver == last.receiver
            any_wallet = case.link.intent == "payment" and changed.receiver != last.receiver
            if not any_wallet and not (only_start and changed.refusal is None):
                yield _with_last(case, changed)

    return spoil


def _soft_404(shown: Rendered) -> Rendered:
    gone = PageFacts(title="404", text="您访问的页面不存在")
    return replace(shown, page=gone)


def _block_words(shown: Rendered) -> Rendered:
    words = PageFacts(
        title="", text=REFUSAL_WORDS, classes=("weui-msg", "weui-msg__desc"), script_names=("cgiData",)
    )
    return replace(shown, page=words)


def _quoting(shown: Rendered) -> Rendered:
    return replace(shown, page=replace(shown.page, title=REFUSAL_WORDS, text=REFUSAL_WORDS))


def _unstated(shown: Rendered) -> Rendered:
    return _say(shown, shown.url, None)


def _wall(shown: Rendered) -> Rendered:
    return replace(shown, page=replace(shown.page, has_password_field=True))


def _status_404(shown: Rendered) -> Rendered:
    return replace(shown, status=404)


def _status_500(shown: Rendered) -> Rendered:
    return replace(shown, status=500)


def _foreign(shown: Rendered) -> Rendered:
    return _say(shown, "https://mirror.elsewhere.test/page", _stated(shown.page))


def _other_app(launch: Launched) -> Launched:
    other = "youku" if launch.receiver != "youku" else "damai"
    return replace(launch, receiver=PlatformId(other))


def _unseen(launch: Launched) -> Launched:
    return replace(launch, screen=None, not_simulated=True)


def _refusing(launch: Launched) -> Launched:
    return replace(launch, screen=None, refusal="expired")


def _fillered(observation: AnyObservation) -> AnyObservation:
    if not isinstance(observation, Rendered):
        return observation
    links = tuple((href, FILLER) for href, _ in observation.page.links)
    return replace(observation, page=replace(observation.page, title=FILLER, text=FILLER, links=links))


def _filler_run(run: Evidence | None) -> Evidence | None:
    if run is None:
        return None
    return replace(run, observations=tuple(_fillered(o) for o in run.observations))


def _words_to_filler(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
    evidence = _filler_run(case.evidence)
    if evidence is not None and evidence != case.evidence:
        yield replace(case, evidence=evidence, control=_filler_run(case.control))


def _text_becomes(change: Callable[[Stayed], Stayed]) -> Spoiling:
    def spoil(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
        last = case.evidence.observations[-1]
        if isinstance(last, Stayed) and before.outcome is Outcome.HONORED:
            yield _with_last(case, change(last))

    return spoil


def _altered(stayed: Stayed) -> Stayed:
    return replace(stayed, text=FILLER)


def _locked(stayed: Stayed) -> Stayed:
    return replace(stayed, copyable=False)


def _moved(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
    """The very page that refused, word for word and class for class, but at the target's own address."""
    last = case.evidence.observations[-1]
    if before.outcome is Outcome.BLOCKED and isinstance(last, Rendered) and last.status == 200:
        url = urls.parse(case.link.text)
        if url is not None and url.is_web and url.hostname != "wx.tenpay.com":
            yield _with_last(case, replace(last, url=url.href))


def _broke_off(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
    seen = (*case.evidence.observations, Failed(kind="emulator-died"))
    yield replace(case, evidence=replace(case.evidence, observations=seen))


def _last_step_lost(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
    if isinstance(case.evidence.observations[-1], Swallowed) and before.outcome is Outcome.HONORED:
        return
    yield replace(case, evidence=replace(case.evidence, observations=case.evidence.observations[:-1]))


def _without_control(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
    if case.control is not None:
        yield replace(case, control=None)


def _structure_lost(case: CorpusCase, before: Verdict) -> Iterator[CorpusCase]:
    last = case.evidence.observations[-1]
    if isinstance(last, Rendered) and (last.page.classes or last.page.script_names or last.page.links):
        bare = replace(last.page, classes=(), script_names=(), links=())
        yield _with_last(case, replace(last, page=bare))


SPOILINGS: dict[str, Spoiling] = {
    "parameter-dropped": _of_parameters("dropped"),
    "parameter-encoded-twice": _of_parameters("twice"),
    "parameter-changed": _of_parameters("changed"),
    "address-only-changed": _of_pages("changed", address=True, statement=False),
    "statement-only-changed": _of_pages("changed", address=False, statement=True),
    "identity-not-stated": _page_becomes(_unstated),
    "soft-404": _page_becomes(_soft_404),
    "block-words-instead": _page_becomes(_block_words),
    "block-words-added": _page_becomes(_quoting),
    "login-wall": _page_becomes(_wall),
    "status-404": _page_becomes(_status_404),
    "status-500": _page_becomes(_status_500),
    "foreign-host": _page_becomes(_foreign),
    "wrong-app": _launch_becomes(_other_app),
    "screen-unseen": _launch_becomes(_unseen),
    "app-refuses": _launch_becomes(_refusing),
    "text-altered": _text_becomes(_altered),
    "text-locked": _text_becomes(_locked),
    "words-to-filler": _words_to_filler,
    "moved-to-the-targets-host": _moved,
    "structure-lost": _structure_lost,
    "control-lost": _without_control,
    "broke-off": _broke_off,
    "last-step-lost": _last_step_lost,
}


def main() -> None:
    """Print the matrix as it is committed."""
    lines = ["\t".join(HEADER), *(row.line() for row in matrix())]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
