import msgspec

from linktester.cli.qr.records import record
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, CodeFinding, Reading, StandardId
from linktester.wording import Words


def test_a_record_holds_what_is_published_and_no_more():
    field = CodeField("26/01", 4, 2, "key", "ab", {"en": "Key"})
    finding = CodeFinding(
        Severity.WARNING, Aspect.SCHEME, "26/01", message("payments.empty-field", field="26/01")
    )
    said = Reading(
        payload=b"0001ab",
        standard=StandardId("pix"),
        octets=b"0001ab",
        fields=(field,),
        findings=(finding,),
        objects={"26": {"01": "ab"}},
    )
    plain = msgspec.json.decode(msgspec.json.encode(record(said, Words("en"), msgspec.Raw(b"7"))))
    assert plain.pop("id") == 7
    assert plain.pop("fields") == [{"path": "26/01", "offset": 4, "length": 2, "name": "key", "value": "ab"}]
    (told,) = plain.pop("findings")
    assert (told["code"], told["severity"], told["where"]) == ("empty-field", "warning", "26/01")
    assert told["message"].startswith("Key (26/01) is empty.")
    assert (plain["standard"], plain["valid"], plain["objects"]) == ("pix", True, {"26": {"01": "ab"}})
