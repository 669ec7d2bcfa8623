from datetime import UTC, datetime

import pytest

from linktester.model.case import Stand
from linktester.model.errors import Place
from linktester.model.phone import OS, Entry
from linktester.suite import NOW, axes
from linktester.suite.fields import Fields, Notes


def reading(**values):
    notes = Notes(lambda path: Place("s.toml", 1, path))
    return Fields(values, "", notes), notes


def codes(notes):
    return [(problem.place.path, problem.message.code) for problem in notes.problems]


def test_lists_of_places_multiply_in_order_without_repeats():
    fields, notes = reading(
        at=[{"host": ["wechat", "qq"], "surface": ["chat", "group"], "entry": ["tap", "paste"]}] * 2
    )
    stands = axes.stands(fields, "at")
    assert stands[:3] == (
        Stand("wechat", "chat", Entry.TAP),
        Stand("wechat", "chat", Entry.PASTE),
        Stand("wechat", "group", Entry.TAP),
    )
    assert (len(stands), codes(notes)) == (8, [])


@pytest.mark.parametrize(
    ("place", "stand"),
    [
        ({"host": "wechat", "surface": "chat"}, Stand("wechat", "chat", Entry.TAP)),
        ({"host": "wechat", "surface": "scan"}, Stand("wechat", "scan", Entry.SCAN_LIVE)),
        ({"host": "browser"}, Stand("browser", "browser", Entry.TYPED)),
        ({"host": "camera"}, Stand("camera", "scan", Entry.SCAN_LIVE)),
        ({"host": "camera", "entry": "scan-album"}, Stand("camera", "scan", Entry.SCAN_ALBUM)),
    ],
)
def test_what_is_left_out_is_what_the_place_usually_means(place, stand):
    fields, notes = reading(at=place)
    assert (axes.stands(fields, "at"), codes(notes)) == ((stand,), [])


def test_a_place_is_wrong_in_all_its_parts_at_once():
    fields, notes = reading(at=[{"host": "wechta", "surface": "wall", "entry": "kick", "when": "now"}])
    assert axes.stands(fields, "at") == ()
    assert codes(notes) == [
        ("at[0].host", "suite.unknown-host"),
        ("at[0].surface", "suite.not-allowed"),
        ("at[0].entry", "suite.not-allowed"),
        ("at[0].when", "suite.unknown-key"),
    ]


def test_the_web_is_no_host():
    assert "web" not in axes.hosts()
    assert {"wechat", "browser", "camera"} <= axes.hosts()


def test_systems_clients_and_dates_may_be_one_or_many():
    fields, notes = reading(os="ios", clients=["newest", "8.0.13", "8.0.13"], dates=["now", "2024-10-01"])
    assert axes.systems(fields) == (OS.IOS,)
    assert axes.clients(fields) == (None, "8.0.13")
    assert axes.dates(fields) == (NOW, datetime(2024, 10, 1, 4, tzinfo=UTC))
    assert codes(notes) == []


@pytest.mark.parametrize("version", ["", "v8", "8.", "8..0", "1.2.3.4.5.6.7", 8, None])
def test_a_client_version_is_dotted_numbers(version):
    assert not axes.is_client(version)


def test_one_date_may_not_be_now():
    fields, notes = reading(at="now", on="2024-10-01")
    assert axes.date(fields, "at") is None
    assert axes.date(fields, "on") == datetime(2024, 10, 1, 4, tzinfo=UTC)
    assert codes(notes) == [("at", "suite.bad-date")]
