"""iOS: apple-app-site-association files, associated domains and taps, resolved offline and explained."""

from linktester.oslinks.ios.association import Association, Entry, Rule
from linktester.oslinks.ios.domains import Candidate, Claims, Domain, IosApp, Mode, check, domain
from linktester.oslinks.ios.opening import Change, Opened, Step, StepKind, opens
from linktester.oslinks.ios.pattern import Pattern, compiled
from linktester.oslinks.ios.reading import from_value, read
from linktester.oslinks.ios.resolving import Decision, Outcome, decide, explain
from linktester.oslinks.ios.taps import Choice, Circumstances, Origin, Receiver
from linktester.oslinks.ios.target import Target, target

__all__ = [
    "Association",
    "Candidate",
    "Change",
    "Choice",
    "Circumstances",
    "Claims",
    "Decision",
    "Domain",
    "Entry",
    "IosApp",
    "Mode",
    "Opened",
    "Origin",
    "Outcome",
    "Pattern",
    "Receiver",
    "Rule",
    "Step",
    "StepKind",
    "Target",
    "check",
    "compiled",
    "decide",
    "domain",
    "explain",
    "from_value",
    "opens",
    "read",
    "target",
]
