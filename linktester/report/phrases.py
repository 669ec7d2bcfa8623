"""Names and short phrases for model values, in one language; shared by the reports and the terminal.

Everything returned may hold untrusted text as it came: the face that shows it escapes it.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from linktester.links.catalogue import catalogue
from linktester.model.annotation import Status
from linktester.model.case import Expectation, Probe
from linktester.model.citation import Citation, Source
from linktester.model.link import WEB, Identity, PlatformId
from linktester.model.message import Arg, Message, message
from linktester.model.run import CaseResult
from linktester.model.verdict import By, Cause, Outcome, Verdict
from linktester.model.zone import CHINA
from linktester.wording import Words

NO_TRADE = "NO_TRADE"
"""Stands for the state of an order that its platform knows no trade of; ours, no platform's word."""


class Phrases:
    """Words of one language for the values of a result."""

    def __init__(self, words: Words, names: Mapping[PlatformId, str] | None = None) -> None:
        """Take `names` of platforms; the catalogue's own by default."""
        self.words = words
        self._names = dict(names) if names is not None else _catalogued(words)

    def say(self, said: Message) -> str:
        """Return the sentence; a code that has no words any more (an old run) is shown bare."""
        if self.words.has(said.code):
            return self.words.say(
                Message(said.code, {name: self._named(name, said.args[name]) for name in said.args})
            )
        return " ".join([said.code, *(f"{name}={value}" for name, value in said.args.items())])

    def _named(self, name: str, value: Arg) -> Arg:
        """Put a name in the place of an id where the argument is one: `host`, `app`, `surface` …"""
        if not isinstance(value, str):
            return value
        if name in {"app", "host", "target"} and self._names.get(PlatformId(value)):
            return self._names[PlatformId(value)]
        if name == "kind":
            return self.of("fault", value)
        return self.of(name, value) if name in {"surface", "entry", "os", "method"} else value

    def text(self, code: str, **args: Arg) -> str:
        """Return the sentence of one of our own codes."""
        return self.words.say(message(code, **args))

    def of(self, kind: str, value: str | StrEnum | None) -> str:
        """Return the word for a value of an open set (`effect`, `surface` …), the bare value without one."""
        if value is None:
            return ""
        code = f"outcome.{kind}-{value}"
        return self.words.say(message(code)) if self.words.has(code) else str(value)

    def outcome(self, outcome: Outcome) -> str:
        """Return the word of an outcome."""
        return self.text(f"outcome.{outcome}")

    def verdict(self, verdict: Verdict) -> str:
        """Return outcome, cause and modifiers in one line: `honored + confirm page + carried`."""
        words = [self.outcome(verdict.outcome)]
        if verdict.cause:
            words.append(self.cause(verdict.cause))
        return " + ".join(words + [self.of("modifier", each) for each in verdict.modifiers])

    def wanted(self, expected: Expectation) -> str:
        """Return what a case's author expects, as far as it was said; `nothing else` for no modifiers."""
        words = [self.outcome(expected.verdict)]
        if expected.cause:
            words.append(self.cause(expected.cause))
        words += [self.of("modifier", each) for each in expected.modifiers or ()]
        if expected.modifiers == ():
            words.append(self.text("outcome.no-modifier"))
        if expected.by:
            words.append(self.by(expected.by))
        return " + ".join([*words, *self.wanted_of_order(expected.order_state, expected.return_leg)])

    def wanted_of_order(self, state: str | None, leg: str | None) -> list[str]:
        """Return what is expected of an order's state and of the way back; None: nothing was said of it."""
        words = [] if state is None else [self.text("outcome.order-wanted", state=self.order_state(state))]
        return [*words, self.of("leg", leg)] if leg else words

    def order_state(self, word: str) -> str:
        """Return a state of an order in words, with the platform's own word beside: `paid (SUCCESS)`.

        An empty word is an order that the platform knows no trade of; a word nobody knows stands alone.
        """
        said = self.of("order", word or NO_TRADE)
        if said == word or word in {"", NO_TRADE}:
            return said
        return self.text("outcome.order-state", words=said, state=word)

    def cause(self, cause: Cause) -> str:
        """Return the word of a cause."""
        return self.of("cause", cause)

    def status(self, status: Status | None) -> str:
        """Return the word of a person's status; empty without one."""
        return self.text(f"report.status-{status}") if status else ""

    def by(self, by: By | None) -> str:
        """Return who decided; empty when nothing was decided."""
        return self.of("by", by)

    def platform(self, platform: PlatformId | None) -> str:
        """Return a platform's name; its id when the catalogue has none."""
        if platform is None:
            return ""
        return self._names.get(platform) or self.of("host", platform)

    def stand(self, probe: Probe) -> str:
        """Return where the link was put: `WeChat · group chat`, with the entry unless it is a plain tap."""
        return self.place(probe.host, probe.surface, probe.entry)

    def place(self, host: PlatformId, surface: str, entry: str) -> str:
        """Return host, surface and entry as `stand` does."""
        parts = [self.platform(host)]
        if surface != host:
            parts.append(self.of("surface", surface))
        if entry not in {"tap", "typed"}:
            parts.append(self.of("entry", entry))
        return " · ".join(parts)

    def phone(self, probe: Probe) -> str:
        """Return system and client version: `Android · 8.0.11`."""
        system = self.of("os", probe.phone.os)
        return f"{system} · {probe.client}" if probe.client else system

    def identity(self, identity: Identity | None) -> str:
        """Return what an identity names: `Taobao · item id=1`."""
        if identity is None:
            return self.text("outcome.not-identified")
        params = " ".join(f"{name}={value}" for name, value in identity.params.items())
        what = f"{self.of('kind', identity.kind)} {params}".rstrip()
        # Nobody's page or screen: naming "any web site" beside it would say less than nothing.
        return what if identity.platform == WEB else f"{self.platform(identity.platform)} · {what}"

    def answer(self, result: CaseResult) -> str:
        """Return the one sentence that says what became of the link and why."""
        verdict = result.verdict
        if verdict.reasons:
            return self.say(verdict.reasons[0].message)
        return self.text(f"outcome.means-{verdict.cause or verdict.outcome}")

    def title(self, source: Source) -> str:
        """Return what happened by a source, in English where nobody said it in this language."""
        return self.words.local({"en": source.title, "zh_CN": source.title_zh})

    def note(self, citation: Citation) -> str:
        """Return the remark on a rule as `title` does; empty without one."""
        return self.words.local({"en": citation.note, "zh_CN": citation.note_zh})

    def since(self, citation: Citation) -> str:
        """Return from when to when a rule is known to hold."""
        return self.text("outcome.since", first=citation.valid_from, last=citation.last_confirmed)


def day(moment: datetime) -> str:
    """Return a policy date: the bare day when it means noon in Beijing, with the time otherwise."""
    local = moment.astimezone(CHINA)
    if (local.hour, local.minute, local.second) == (12, 0, 0):
        return f"{local:%Y-%m-%d}"
    return f"{local:%Y-%m-%d %H:%M} +08:00"


def clock(moment: datetime | None) -> str:
    """Return a moment of real time with its offset; empty for None."""
    return "" if moment is None else f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S} +08:00"


def _catalogued(words: Words) -> dict[PlatformId, str]:
    return {key: words.local(platform.name) for key, platform in catalogue().platforms.items()}
