"""What EPC069-12 demands of each line of a code."""

import re
from collections.abc import Sequence

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments import registries
from linktester.payments.epc.table import Table
from linktester.payments.excerpt import excerpt
from linktester.payments.ibans import fault
from linktester.payments.lines import path
from linktester.payments.notes import Notes

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PURPOSE = re.compile(r"[A-Za-z]{1,4}", re.ASCII)
_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}", re.ASCII | re.IGNORECASE)
_TAG, _VERSION, _CHARSET, _KIND, _BIC, _NAME, _IBAN, _AMOUNT, _PURPOSE_LINE, _REFERENCE, _TEXT = range(11)


def judge(values: Sequence[str], known: Table, notes: Notes) -> None:
    """Note what is wrong; `values` has one for each line of the standard, empty when absent."""
    _judge_head(values, known, notes)
    _judge_forms(values, known, notes)
    _judge_bic(values, known, notes)
    _judge_iban(values[_IBAN], notes)
    if values[_AMOUNT]:
        _judge_amount(values[_AMOUNT], known, notes)
    if values[_PURPOSE_LINE]:
        _judge_purpose(values[_PURPOSE_LINE], notes)
    _judge_remittance(values, notes)


def _judge_head(values: Sequence[str], known: Table, notes: Notes) -> None:
    allowed = {
        _TAG: (known.service_tag,),
        _VERSION: known.versions,
        _CHARSET: tuple(known.codecs),
        _KIND: known.identifications,
    }
    for index, choices in allowed.items():
        value = values[index]
        if value and value not in choices:
            field = path(index)
            said = message("payments.choice", field=field, value=excerpt(value), allowed=", ".join(choices))
            notes.error(Aspect.SCHEME, path(index), said)
    if values[_KIND] in known.recent_identifications:
        said = message("epc.recent-kind", value=values[_KIND], older=known.identifications[0])
        notes.info(Aspect.SCHEME, path(_KIND), said)


def _judge_forms(values: Sequence[str], known: Table, notes: Notes) -> None:
    """Note what is missing, too long, or not for people to read."""
    for index, (value, line) in enumerate(zip(values, known.line, strict=False)):
        if line.required and not value.strip():
            said = message("payments.missing", field=path(index))
            notes.error(Aspect.SCHEME, path(index), said)
            continue
        if line.most is not None and len(value) > line.most and index != _AMOUNT:
            field = path(index)
            said = message("payments.too-long", field=field, length=len(value), most=line.most)
            notes.error(Aspect.SCHEME, path(index), said)
        control = _CONTROL.search(value)
        if control:
            code_point = f"U+{ord(control.group()):04X}"
            said = message("epc.control", field=path(index), character=code_point)
            notes.error(Aspect.SCHEME, path(index), said)


def _judge_bic(values: Sequence[str], known: Table, notes: Notes) -> None:
    bic, version, country = values[_BIC], values[_VERSION], values[_IBAN][:2].upper()
    field = path(_BIC)
    if bic:
        if not registries.is_bic(bic):
            said = message("payments.bic", field=field, value=excerpt(bic))
            notes.error(Aspect.SCHEME, path(_BIC), said)
    elif version in known.bic_versions:
        notes.error(Aspect.SCHEME, path(_BIC), message("epc.bic-missing", version=version))
    elif registries.is_country(country) and country not in known.eea:
        notes.warning(Aspect.SCHEME, path(_BIC), message("epc.bic-outside-eea", country=country))


def _judge_iban(value: str, notes: Notes) -> None:
    said = fault(value) if value.strip() else None
    if said is not None:
        notes.error(Aspect.SCHEME, path(_IBAN), said)


def _judge_amount(value: str, known: Table, notes: Notes) -> None:
    found = known.amount_form.fullmatch(value)
    field, where = path(_AMOUNT), path(_AMOUNT)
    if found is None:
        notes.error(Aspect.SCHEME, where, message("epc.amount", field=field, value=excerpt(value)))
        return
    letters, whole, decimals = found.group(1), found.group(2), found.group(3) or ""
    if letters != known.currency:
        said = message("payments.currency-other", field=field, value=letters, allowed=known.currency)
        notes.error(Aspect.SCHEME, where, said)
    if len(decimals) > known.most_decimals:
        said = message(
            "payments.amount-decimals",
            field=field,
            value=excerpt(value),
            found=len(decimals),
            currency=letters,
            most=known.most_decimals,
        )
        notes.error(Aspect.SCHEME, where, said)
    significant = whole.lstrip("0")
    if len(significant) > known.most_whole_digits or not (significant or decimals.strip("0")):
        said = message(
            "payments.amount-range",
            field=field,
            value=excerpt(value),
            least=known.least_amount,
            most=known.most_amount,
        )
        notes.error(Aspect.SCHEME, where, said)
    elif len(whole) > 1 and whole[0] == "0":
        notes.warning(Aspect.SCHEME, where, message("epc.amount-zeros", value=excerpt(value)))


def _judge_purpose(value: str, notes: Notes) -> None:
    where = path(_PURPOSE_LINE)
    if len(value) > 4:
        return  # told as too long
    if not _PURPOSE.fullmatch(value):
        said = message("payments.form-wrong", field=path(_PURPOSE_LINE), value=value, expected="[A-Z]{4}")
        notes.error(Aspect.SCHEME, where, said)
    elif len(value) < 4 or not value.isupper():
        notes.info(Aspect.SCHEME, where, message("epc.purpose", value=value))


def _judge_remittance(values: Sequence[str], notes: Notes) -> None:
    reference = values[_REFERENCE]
    if reference and values[_TEXT]:
        notes.error(Aspect.SCHEME, path(_TEXT), message("epc.reference-and-text"))
    # A national reference has a form of its own; only what says it is ISO 11649 is held to that.
    if _CREDITOR_REFERENCE.match(reference) and not registries.is_creditor_reference(reference):
        field = path(_REFERENCE)
        said = message("payments.check-digit", field=field, value=excerpt(reference))
        notes.error(Aspect.SCHEME, path(_REFERENCE), said)
