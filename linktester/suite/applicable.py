"""Combinations that no phone can show; they are left out of a run and counted, never judged."""

from linktester.model.case import Probe
from linktester.model.link import Content, Intent
from linktester.model.message import Message, message
from linktester.model.phone import OS, Entry
from linktester.suite.axes import BROWSER, CAMERA, SCANS

_CHECKOUTS = frozenset({"checkout", "checkout-in-wechat", "mini-program-checkout"})
_ANDROID_ONLY = ("intent:", "android-app:")
_UNIVERSAL_LINKS = frozenset({"wechat-universal-link", "alipay-ulink"})
"""Families that exist only as iOS Universal Links."""


def why_not(probe: Probe) -> Message | None:
    """Return why `probe` cannot happen on any phone, None when it can.

    Only impossible things are left out. What is merely unlikely or unknown stays in and gets its verdict.
    """
    return _by_place(probe) or _by_entry(probe) or _by_link(probe)


def _by_place(probe: Probe) -> Message | None:
    if probe.host == CAMERA and probe.entry not in SCANS:
        return message("suite.na-camera-entry", entry=probe.entry)
    if probe.host == BROWSER and probe.entry in SCANS:
        return message("suite.na-browser-scan", entry=probe.entry)
    if probe.host not in (BROWSER, CAMERA) and probe.entry is Entry.TYPED:
        return message("suite.na-typed", host=probe.host)
    if probe.surface == "scan" and probe.entry not in SCANS:
        return message("suite.na-scan-surface", entry=probe.entry)
    return None


def _by_entry(probe: Probe) -> Message | None:
    payment = probe.link.intent is Intent.PAYMENT or probe.link.content is Content.PAYMENT
    if probe.surface in _CHECKOUTS and not payment:
        return message("suite.na-checkout", surface=probe.surface)
    if probe.surface in _CHECKOUTS and probe.entry in SCANS:
        return message("suite.na-checkout-scan", surface=probe.surface)
    if probe.entry in SCANS and probe.link.intent is Intent.TEXT:
        return message("suite.na-text-scan", entry=probe.entry)
    return None


def _by_link(probe: Probe) -> Message | None:
    system = probe.phone.os
    if system is not OS.ANDROID and probe.link.text[:16].lower().startswith(_ANDROID_ONLY):
        return message("suite.na-intent-uri", os=system)
    universal = probe.link.family in _UNIVERSAL_LINKS and probe.link.intent is Intent.APP
    if system is not OS.IOS and universal:
        return message("suite.na-universal-link", os=system)
    return None
