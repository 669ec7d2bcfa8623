"""One sentence for each thing the sender saw."""

from functools import singledispatch

from linktester.model.evidence import (
    AnyObservation,
    Failed,
    HarnessGap,
    Item,
    Launched,
    Left,
    Navigated,
    Observation,
    Offered,
    Ordered,
    Paid,
    Presented,
    Prompted,
    Queried,
    Redirected,
    Rendered,
    Requested,
    Returned,
    ScriptNotRun,
    Stayed,
    Swallowed,
    TesterSaid,
)
from linktester.report.orders import landing, product, yuan
from linktester.report.phrases import Phrases


def sentence(observation: AnyObservation, phrases: Phrases) -> str:
    """Return what was seen, in words; untrusted parts as they came."""
    return _said(observation, phrases)


@singledispatch
def _said(observation: Observation, phrases: Phrases) -> str:  # noqa: ARG001
    return type(observation).__name__


@_said.register
def _(seen: Presented, phrases: Phrases) -> str:
    place = phrases.place(seen.host, seen.surface, seen.entry)
    return phrases.text(
        "report.saw-presented-picture" if seen.picture else "report.saw-presented", place=place
    )


@_said.register
def _(seen: Requested, phrases: Phrases) -> str:
    return phrases.text("report.saw-requested", url=seen.url)


@_said.register
def _(seen: Redirected, phrases: Phrases) -> str:
    return phrases.text("report.saw-redirected", status=seen.status, location=seen.location)


@_said.register
def _(seen: Rendered, phrases: Phrases) -> str:
    return phrases.text("report.saw-rendered", status=seen.status, title=seen.page.title, url=seen.url)


@_said.register
def _(seen: Navigated, phrases: Phrases) -> str:
    how = phrases.of("how", seen.how)
    how = phrases.text("report.how-gesture", how=how) if seen.gesture and seen.how != "continue" else how
    return phrases.text("report.saw-navigated", to=seen.to, how=how)


@_said.register
def _(seen: Swallowed, phrases: Phrases) -> str:
    return phrases.text("report.saw-swallowed", uri=seen.uri)


@_said.register
def _(seen: Offered, phrases: Phrases) -> str:
    items = phrases.text("report.between").join(_item(item, phrases) for item in seen.items)
    if seen.chosen is None:
        return phrases.text("report.saw-offered", items=items)
    return phrases.text("report.saw-offered-chosen", items=items, chosen=phrases.of("method", seen.chosen))


def _item(item: Item, phrases: Phrases) -> str:
    if item.kind != "method-qr":
        return item.label
    return phrases.text("report.item-kind", label=item.label, kind=phrases.of("item", item.kind))


@_said.register
def _(seen: Stayed, phrases: Phrases) -> str:
    return phrases.text(
        "report.saw-stayed" if seen.copyable else "report.saw-stayed-uncopyable", text=seen.text
    )


@_said.register
def _(seen: Left, phrases: Phrases) -> str:
    return phrases.text("report.saw-left", uri=seen.uri)


@_said.register
def _(seen: Prompted, phrases: Phrases) -> str:
    return phrases.text(
        "report.saw-prompt-allowed" if seen.allowed else "report.saw-prompt-refused",
        kind=phrases.of("prompt", seen.kind),
    )


@_said.register
def _(seen: Launched, phrases: Phrases) -> str:
    app = phrases.platform(seen.receiver)
    if seen.receiver is None and seen.uri[:6].lower().startswith(("http:", "https:")):
        return phrases.text("report.saw-kept", uri=seen.uri)
    if seen.receiver is None:
        return phrases.text("report.saw-no-receiver", uri=seen.uri)
    if seen.not_simulated:
        return phrases.text(
            "report.saw-not-simulated", app=app, mechanism=phrases.of("mechanism", seen.mechanism)
        )
    if seen.refusal is not None:
        return phrases.text(
            "report.saw-door-refused",
            app=app,
            mechanism=phrases.of("mechanism", seen.mechanism),
            refusal=phrases.of("refusal", seen.refusal),
        )
    shown = phrases.identity(seen.screen.identity if seen.screen else None)
    return phrases.text(
        "report.saw-launched", app=app, mechanism=phrases.of("mechanism", seen.mechanism), screen=shown
    )


@_said.register
def _(seen: TesterSaid, phrases: Phrases) -> str:
    return phrases.text("report.saw-tester", outcome=seen.outcome, note=seen.note)


@_said.register
def _(seen: HarnessGap, phrases: Phrases) -> str:
    return phrases.text(f"report.saw-gap-{seen.kind}")


@_said.register
def _(seen: ScriptNotRun, phrases: Phrases) -> str:
    return phrases.text("report.saw-script", excerpt=seen.excerpt)


@_said.register
def _(seen: Failed, phrases: Phrases) -> str:
    code = "report.saw-failed-ours" if seen.ours else "report.saw-failed-theirs"
    return phrases.text(code, kind=phrases.of("fault", seen.kind), detail=seen.detail)


@_said.register
def _(seen: Ordered, phrases: Phrases) -> str:
    made = {"product": product(seen.product, phrases), "amount": yuan(seen.fen), "number": seen.number}
    return phrases.text("report.saw-ordered", **made, held=seen.code)


@_said.register
def _(seen: Paid, phrases: Phrases) -> str:
    platform = phrases.of("method", seen.platform)
    if seen.refused:
        why = phrases.of("refusal", seen.refused)
        return phrases.text("report.saw-paid-refused", platform=platform, why=why)
    does = phrases.of("payer", seen.does)
    if not seen.state:
        return phrases.text("report.saw-paid", platform=platform, does=does)
    state = phrases.order_state(seen.state)
    return phrases.text("report.saw-paid-state", platform=platform, does=does, state=state)


@_said.register
def _(seen: Returned, phrases: Phrases) -> str:
    leg = phrases.of("leg", seen.leg)
    if not seen.landed:
        return phrases.text("report.saw-returned", leg=leg)
    return phrases.text("report.saw-returned-to", leg=leg, landed=landing(seen.landed, phrases))


@_said.register
def _(seen: Queried, phrases: Phrases) -> str:
    platform = phrases.of("method", seen.platform)
    state = phrases.order_state(seen.state)
    return phrases.text("report.saw-queried", platform=platform, state=state)
