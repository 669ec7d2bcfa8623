"""What others say about codes the product makes: libraries, the standard library, and readers written here.

Nothing here imports a codec: only what was asked to be written, and the octets that came out. An opinion is a
function from a code to two values that have to be equal, ours and theirs; None where the code is beyond it.
"""

import lzma
import re
import uuid
import zlib
from base64 import b32hexdecode, b64decode
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from urllib.parse import unquote

import pay_by_square
import qr_pay
from pyemv import tlv
from qr_pay.decode import parse_tlv
from qrbill import QRBill
from schwifty import BIC, IBAN
from segno import helpers
from sgqrgen import SgQRGenerator
from stdnum import iban, iso11649, luhn
from stdnum.br import cnpj, cpf
from stdnum.ch import esr
from stdnum.sg import uen
from stdnum.th import pin

from tests.fakes.emvcodes import crc
from tests.fakes.linkopinions import (
    Pair,
    bitcoin_link,
    path_link,
    payer_digits,
    same_address,
    upi_link,
    wechat_link,
)
from tests.fakes.madecodes import Made

Opinion = Callable[[Made], Pair | None]

EMV_TEMPLATES = {f"{number:02d}" for number in (*range(26, 52), *range(80, 100))} | {"62", "64"}
CHARSETS = ("utf-8", *(f"iso8859-{part}" for part in (1, 2, 4, 5, 7, 10, 15)))
LZMA = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 17}]


def cut(text: str) -> list[tuple[str, str]]:
    """Cut two digits of id, two of length and a value of so many characters, as often as they come."""
    found, at = [], 0
    while at < len(text):
        end = at + 4 + int(text[at + 2 : at + 4])
        assert text[at : at + 4].isdigit()
        assert end <= len(text)
        found.append((text[at : at + 2], text[at + 4 : end]))
        at = end
    return found


# EMVCo and the national schemes on it


def emv_tree(made: Made) -> Pair:
    """The values that were asked for stand somewhere in the code, and its checksum is right."""
    text = made.payload.decode()
    roots = cut(text)
    found = [value for name, root in roots for value in _leaves(name, root)]
    asked = {value for name, value in made.values.items() if value not in found and not _rewritten(name)}
    return (text[-4:], set()), (crc(made.payload[:-4]), asked)


def emv_again(made: Made) -> Pair:
    """sgqrgen cuts any EMVCo code and writes it again, objects in order, with its own checksum."""
    text = made.payload.decode()
    return text, SgQRGenerator.build_sgqr(SgQRGenerator(text)._tags)


def emv_objects(made: Made) -> Pair | None:
    """napas-qr-python cuts any EMVCo code in ASCII, after its own look at the checksum."""
    if not made.payload.isascii():
        return None
    text = made.payload.decode()
    theirs = qr_pay.parse(text, verify_crc=True)
    return dict(cut(text)), {name: each.value for name, each in theirs.items()}


def vietqr_again(made: Made) -> Pair | None:
    """napas-qr-python reads a VietQR and writes it anew."""
    if not set(made.values) <= {"bin", "account", "service", "amount", "note", "bill", "terminal"}:
        return None
    return made.payload.decode(), qr_pay.QRPay.decode(made.payload.decode()).code


def pix_key(made: Made) -> Pair | None:
    """python-stdnum and uuid know the keys that have check digits or a form of their own."""
    key = _inside(made, "26").get("01")
    if key is None:
        return None
    known = cpf.is_valid(key) or cnpj.is_valid(key) or _is_uuid(key)
    return (key, True), (made.values["key"], bool(known) or key.startswith("+55") or key.count("@") == 1)


def paynow_uen(made: Made) -> Pair | None:
    """python-stdnum checks the letter of a company's number."""
    found = _inside(made, "26")
    return ((found["01"], True), ("2", uen.is_valid(found["02"]))) if "uen" in made.values else None


def thai_id(made: Made) -> Pair | None:
    """python-stdnum checks a citizen's number."""
    return (True, pin.is_valid(_inside(made, "29")["02"])) if "id" in made.values else None


def rupay(made: Made) -> Pair | None:
    """python-stdnum checks a card number."""
    return (True, luhn.is_valid(dict(cut(made.payload.decode()))["06"])) if "rupay" in made.values else None


def slip(made: Made) -> Pair:
    """Two objects and a checksum under 91, cut here; the checksum is also napas-qr-python's."""
    text = made.payload.decode()
    roots = dict(cut(text))
    inner = [("00", "000001"), ("01", made.values["bank"]), ("02", made.values["reference"])]
    ours = (cut(roots["00"]), roots["51"], roots["91"], list(parse_tlv(text)))
    return ours, (inner, "TH", qr_pay.calculate_checksum(text[:-4]), ["00", "51", "91"])


def cpm_objects(made: Made) -> Pair:
    """pyemv cuts the BER-TLV behind the base64, and writes it again."""
    octets = b64decode(made.payload, validate=True)
    theirs = tlv.decode(octets)
    assert next(iter(theirs)) == "85"
    assert theirs["85"] == b"CPV01"
    return (octets, made.values["application-id"]), (tlv.encode(theirs), theirs["61"]["4F"].hex().upper())


# Lines, keys, packed text


def epc_again(made: Made) -> Pair | None:
    """segno writes transfers with version 002, a remittance, and no note."""
    said = made.values
    kinds = {"version": "002", "identification": "SCT", "line-ends": "lf", "note": ""}
    if any(said.get(name, plain) != plain for name, plain in kinds.items()) or "amount" not in said:
        return None
    if ("text" in said) is ("reference" in said):
        return None
    theirs = helpers._make_epc_qr_data(
        said["name"],
        said["iban"],
        said["amount"],
        text=said.get("text"),
        reference=said.get("reference"),
        bic=said.get("bic"),
        purpose=said.get("purpose"),
        encoding=int(said.get("charset", "1")),
    )
    return _amount_bare(made.payload), _amount_bare(theirs)


def epc_lines(made: Made) -> Pair:
    """Twelve lines in the character set that the third one names; schwifty and stdnum on the numbers."""
    said = made.values
    charset = CHARSETS[int(said.get("charset", "1")) - 1]
    lines = made.payload.decode(charset).splitlines() + [""] * 12
    assert IBAN(lines[6]).is_valid
    assert not lines[4] or BIC(lines[4]).is_valid
    assert not lines[9].startswith("RF") or iso11649.is_valid(lines[9])
    names = ("bic", "name", "iban", "amount", "purpose", "reference", "text", "note")
    asked = [said.get(name, "") for name in names]
    asked[3] = asked[3] and "EUR" + asked[3]
    return lines[4:12], asked


def swiss_again(made: Made) -> Pair | None:
    """qrbill writes the bill, always with CR LF, and moves a second procedure up where there is no first."""
    said = made.values
    if "alternative-2" in said and "alternative-1" not in said:
        return None
    bill = QRBill(
        account=said["iban"],
        creditor=_qrbill_person(said, "creditor"),
        debtor=_qrbill_person(said, "debtor") if "debtor-name" in said else None,
        amount=said.get("amount"),
        currency=said.get("currency", "CHF"),
        reference_number=said.get("reference"),
        additional_information=said.get("message", ""),
        billing_information=said.get("billing", ""),
        alt_procs=[said[name] for name in ("alternative-1", "alternative-2") if name in said],
    )
    ours = made.payload.decode().replace("\r\n", "\n").replace("\n", "\r\n")
    return ours, bill.qr_data().replace("\r\nNone", "\r\n")


def swiss_numbers(made: Made) -> Pair:
    """schwifty, python-stdnum: account, creditor reference, and the check digit of a QR reference."""
    lines = made.payload.decode().splitlines()
    kind, reference = lines[27], lines[28]
    fits = {"QRR": esr.is_valid, "SCOR": iso11649.is_valid, "NON": lambda text: text == ""}
    return (True, True), (bool(IBAN(lines[3]).is_valid), bool(fits[kind](reference)))


def spayd_keys(made: Made) -> Pair:
    """Split at stars, unescape with urllib, sum with zlib over the sorted keys; stdnum on the account."""
    header, version, *elements = made.payload.decode("ascii").split("*")
    pairs = dict(each.split(":", 1) for each in elements)
    expected = pairs.pop("CRC32", None)
    body = "*".join([header, version, *(f"{name}:{pairs[name]}" for name in sorted(pairs))])
    assert expected in (None, f"{zlib.crc32(body.encode()):08X}")
    assert all(iban.is_valid(each.split("+")[0]) for each in pairs["ACC"].split(","))
    no_keys = {"checksum"}
    asked = {value for name, value in made.values.items() if name not in no_keys}
    return sorted(asked - set(map(unquote, pairs.values()))), []


def bysquare_text(made: Made) -> Pair:
    """base64, lzma and zlib of the standard library open the code; python-stdnum on the account."""
    code = made.payload + b"=" * (-len(made.payload) % 8)
    octets = b32hexdecode(code)
    size = int.from_bytes(octets[2:4], "little")
    plain = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=LZMA).decompress(octets[4:], size)
    assert len(plain) == size
    text = plain[4:].decode()
    assert iban.is_valid(text.split("\t")[12])
    asked = {value for name, value in made.values.items() if name not in ("version", "type")}
    ours = (int.from_bytes(plain[:4], "little"), sorted(asked - set(text.split("\t"))))
    return ours, (zlib.crc32(plain[4:]), [])


def bysquare_again(made: Made) -> Pair | None:
    """pay-by-square packs a plain payment of the first version."""
    said = made.values
    apart = {"invoice-id", "reference", "amount", "due-date"}
    if said.get("type") != "1" or said.get("version") != "1.0" or set(said) & apart != {"amount", "due-date"}:
        return None
    theirs = pay_by_square.generate(
        amount=float(said["amount"]),
        iban=said["iban"],
        swift=said.get("bic", ""),
        date=datetime.strptime(said["due-date"], "%Y%m%d").date(),  # noqa: DTZ007 - a day, no moment
        beneficiary_name=said.get("beneficiary-name", ""),
        currency=said.get("currency", "EUR"),
        variable_symbol=said.get("variable-symbol", ""),
        constant_symbol=said.get("constant-symbol", ""),
        specific_symbol=said.get("specific-symbol", ""),
        note=said.get("note", ""),
        beneficiary_address_1=said.get("beneficiary-street", ""),
        beneficiary_address_2=said.get("beneficiary-city", ""),
    )
    return made.payload.decode(), theirs


def _inside(made: Made, template: str) -> dict[str, str]:
    return dict(cut(dict(cut(made.payload.decode()))[template]))


def _leaves(name: str, value: str) -> Iterable[str]:
    yield value
    if name in EMV_TEMPLATES:
        inner = _objects_inside(value)
        for _, each in inner:
            yield each
            yield from (leaf for _, leaf in _objects_inside(each))


def _objects_inside(value: str) -> list[tuple[str, str]]:
    try:
        return cut(value)
    except (AssertionError, ValueError):
        return []


def _rewritten(name: str) -> bool:
    """Form fields that do not stand in the code as they were typed."""
    return name in {"phone", "message", "recurrence"}


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _amount_bare(payload: bytes) -> bytes:
    """Without the zeros behind the point that some write and some do not, and without empty lines behind."""
    bare = re.sub(rb"\nEUR(\d+)\.(\d*?)0*(?=\n|$)", rb"\nEUR\1.\2", payload)
    return re.sub(rb"\.(?=\n|$)", b"", bare).rstrip(b"\n")


def _qrbill_person(said: Mapping[str, str], whose: str) -> dict[str, str]:
    names = {"name": "name", "street": "street", "number": "house_num", "postcode": "pcode", "town": "city"}
    person = {theirs: said.get(f"{whose}-{ours}", "") for ours, theirs in names.items()}
    return person | {"country": said.get(f"{whose}-country", "CH")}


EMV = (emv_tree, emv_again, emv_objects)
OPINIONS: Mapping[str, tuple[Opinion, ...]] = {
    "wechat-native": (wechat_link,),
    "alipay-precreate": (path_link,),
    "unionpay-url": (path_link,),
    "aggregated": (same_address,),
    "payment-code": (payer_digits,),
    "emvco-mpm": EMV,
    "emvco-cpm": (cpm_objects,),
    "promptpay": (*EMV, thai_id),
    "promptpay-bill": EMV,
    "thai-slip-verify": (slip,),
    "paynow": (*EMV, paynow_uen),
    "duitnow": EMV,
    "qris": EMV,
    "vietqr": (*EMV, vietqr_again),
    "bharatqr": (*EMV, rupay),
    "upi": (upi_link,),
    "hkfps": EMV,
    "qrph": EMV,
    "pix": (*EMV, pix_key),
    "epc": (epc_lines, epc_again),
    "swiss-qr": (swiss_again, swiss_numbers),
    "spayd": (spayd_keys,),
    "paybysquare": (bysquare_text, bysquare_again),
    "bip21": (bitcoin_link,),
}
"""Standard → who was asked."""

NO_LIBRARY: Mapping[str, str] = {
    "wechat-native": "No package reads code_url; it is opaque by design. urllib, hashlib and hmac do.",
    "alipay-precreate": "No package reads the token; it is opaque by design. urllib does.",
    "unionpay-url": "No package reads the address. urllib does.",
    "aggregated": "Any https address of an acquirer is one; there is nothing to read but the address.",
    "payment-code": "Packages hold an expression each; those stand here.",
    "upi": "Packages of the registry write links and read none. urllib does.",
    "spayd": "Packages exist for other languages only. urllib and zlib do.",
}
"""Standards no foreign codec speaks for, and what stands in."""


def all_opinions() -> list[tuple[str, Opinion]]:
    """Return (standard, opinion) for everything that is asked."""
    return [(standard, opinion) for standard, asked in OPINIONS.items() for opinion in asked]
