import json
import tomllib
from datetime import UTC, date, datetime

import pytest
from jsonschema import Draft202012Validator

from linktester import resources
from linktester.model.case import Selector, Stand
from linktester.model.errors import InputErrors
from linktester.model.link import Content, Intent
from linktester.model.order import ReturnLeg
from linktester.model.phone import OS, Entry
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.suite import NOW, bundled, bundled_names, read, read_text, write
from linktester.suite.axes import SURFACES
from linktester.suite.read import MAX_CASES
from tests.fakes.probes import WHEN

WHOLE = """
schema = 1
name = "sample"
title = "样例"

[variables]
item = "42"

[matrix]
dates = ["2021-12-01", 2018-05-01T20:00:00+08:00, "now"]
os = ["android", "ios"]
clients = ["8.0.13", "newest"]
at = [
  { host = "wechat", surface = ["chat", "group"] },
  { host = "browser" },
  { host = "camera" },
]

[[site]]
host = "Shop.Example.com"
content = "e-commerce"

[[case]]
id = "item"
title = "an item"
link = "https://item.taobao.com/item.htm?id=${item}"

[[case.expect]]
host = "wechat"
until = 2021-09-17
verdict = "BLOCKED"
by = "host"

[[case.expect]]
host = "wechat"
surface = "group"
os = "ios"
from = "2021-11-29"
verdict = "HONORED"
modifiers = ["wrap", "confirm"]

[[case]]
id = "own"
link = "https://shop.example.com/"
intent = "page"
referer = "https://m.example.com/${item}"
os = "harmony"
clients = "newest"
dates = "2020-01-01"
at = [{ host = "qq", surface = "chat", entry = "scan-album" }]
expect = [{ verdict = "INCONCLUSIVE", cause = "no-policy", modifiers = [] }]
"""


def codes(text):
    with pytest.raises(InputErrors) as caught:
        read_text(text, "bad.toml")
    return [(problem.place.line, problem.message.code) for problem in caught.value.problems]


def one_case(lines, matrix='at = [{ host = "wechat", surface = "chat" }]'):
    return f'[matrix]\n{matrix}\n[[case]]\nid = "a"\n{lines}'


def test_a_whole_suite_is_read():
    suite = read_text(WHOLE, "sample.toml")
    assert (suite.name, suite.title, suite.file) == ("sample", "样例", "sample.toml")
    assert suite.matrix.stands == (
        Stand("wechat", "chat"),
        Stand("wechat", "group"),
        Stand("browser", "browser", Entry.TYPED),
        Stand("camera", "scan", Entry.SCAN_LIVE),
    )
    assert suite.matrix.dates == (WHEN, datetime(2018, 5, 1, 12, tzinfo=UTC), NOW)
    assert (suite.matrix.os, suite.matrix.clients) == ((OS.ANDROID, OS.IOS), ("8.0.13", None))
    item, own = suite.cases
    assert (item.link.text, item.link.family) == ("https://item.taobao.com/item.htm?id=42", "taobao-item")
    assert item.place.line == 23
    assert [place.place.line for place in item.expect] == [28, 34]
    assert item.expect[0].where.until == datetime(2021, 9, 17, 4, tzinfo=UTC)
    assert item.expect[1].modifiers == (Modifier.CONFIRM, Modifier.WRAP)
    assert item.expect[0].modifiers is None
    assert own.link.content is Content.E_COMMERCE
    assert (own.intent, own.link.intent) == (Intent.PAGE, Intent.PAGE)
    assert own.referer == "https://m.example.com/42"
    assert (own.os, own.clients, own.stands) == (
        (OS.HARMONY,),
        (None,),
        (Stand("qq", "chat", Entry.SCAN_ALBUM),),
    )
    (expect,) = own.expect
    assert (expect.where, expect.verdict, expect.cause) == (Selector(), Outcome.INCONCLUSIVE, Cause.NO_POLICY)
    assert (expect.modifiers, expect.by) == ((), None)


def test_every_mistake_is_told_at_once_in_order_with_its_line():
    text = one_case(
        'link = "https://example.com/"\nentent = "app"\nos = ["andriod"]\ndates = ["yesterday"]\n'
        '[[case.expect]]\nhost = "wechta"\nverdict = "PASSED"\nby = "nobody"\n'
        '[[case]]\nid = "a"\nlink = "https://example.com/${missing}"\n'
        '[[case]]\nfamily = "no-such-family"\n'
    )
    assert codes(text) == [
        (6, "suite.unknown-key"),
        (7, "suite.not-allowed"),
        (8, "suite.bad-date"),
        (10, "suite.unknown-host"),
        (11, "suite.not-allowed"),
        (12, "suite.not-allowed"),
        (13, "suite.same-id"),
        (15, "suite.unknown-variable"),
        (16, "suite.missing-key"),
        (17, "suite.unknown-family"),
    ]


def test_mistakes_name_the_nearest_right_word():
    with pytest.raises(InputErrors) as caught:
        read_text(one_case('link = "https://example.com/"\nrefferer = "x"\nos = "andorid"'), "bad.toml")
    said = {problem.message.code: problem.message.args for problem in caught.value.problems}
    assert said["suite.unknown-key"]["nearest"] == "referer"
    assert said["suite.not-allowed"]["nearest"] == "android"
    assert said["suite.not-allowed"]["allowed"] == "ios, android, harmony"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("", "suite.link-or-family"),
        ('link = "x"\nfamily = "taobao-item"', "suite.link-or-family"),
        ('link = ""', "suite.empty-link"),
        ("link = 5", "suite.wrong-type"),
        ('link = "https://example.com/"\nfields = { id = "1" }', "suite.fields-without-family"),
        ('link = "https://example.com/"\nat = [{ surface = "chat" }]', "suite.missing-key"),
        ('link = "https://example.com/"\nat = [{ host = "wechat" }]', "suite.missing-key"),
        ('link = "https://example.com/"\nat = ["wechat"]', "suite.wrong-type"),
        ('link = "https://example.com/"\nat = [{ host = "wechat", surface = "wall" }]', "suite.not-allowed"),
        ('link = "https://example.com/"\nclients = ["eight"]', "suite.bad-client"),
        ('link = "https://example.com/"\ndates = ["2021-09-17T20:00:00"]', "suite.bad-date"),
        ('link = "https://example.com/"\ndates = [2021-09-17T20:00:00]', "suite.bad-date"),
        ('link = "https://example.com/"\nexpect = [{ host = "wechat" }]', "suite.missing-key"),
        (
            'link = "https://example.com/"\nexpect = [{ verdict = "HONORED", cause = "fault" }]',
            "suite.cause-without-inconclusive",
        ),
        (
            'link = "https://example.com/"\nexpect = [{ verdict = "HONORED" }, { verdict = "BLOCKED" }]',
            "suite.same-selector",
        ),
        (
            'link = "https://a.io/"\nexpect = { verdict = "BLOCKED", from = 2021-01-01, until = 2020-01-01 }',
            "suite.empty-span",
        ),
        ('link = "https://a.io/"\nexpect = { verdict = "HONORED", return_leg = "x" }', "suite.not-allowed"),
        ('link = "https://a.io/"\nexpect = { verdict = "HONORED", order_state = 1 }', "suite.wrong-type"),
        ('link = "linktester://order/aggregated?fen=0&subject=tea"', "links.field-number"),
        (
            'link = "https://example.com/"\nexpect = [{ verdict = "HONORED", from = "now" }]',
            "suite.bad-date",
        ),
    ],
)
def test_a_mistake_in_a_case_has_its_own_words(lines, code):
    assert code in [found for _, found in codes(one_case(lines))]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("", "suite.missing-key"),
        ('host = "https://shop.example.com/"', "suite.bad-site-host"),
        ('host = "localhost"', "suite.bad-site-host"),
        ('host = "a.example"\nstatus = 99', "suite.bad-status"),
        ('host = "a.example"\nstatus = 302', "suite.redirect-status"),
        ('host = "a.example"\nredirect = "https://b.example/"\nstatus = 200', "suite.redirect-status"),
        ('host = "a.example"\nowner = "nobody"', "suite.unknown-host"),
        ('host = "a.example"\nicp_filed = "no"', "suite.wrong-type"),
        ('host = "a.example"\nroutes = [{ app = "wechat" }]', "suite.missing-key"),
        (
            'host = "a.example"\nroutes = [{ app = "nobody", to = "https://b.example/" }]',
            "suite.unknown-host",
        ),
        ('host = "a.example"\nroutes = [{ app = "wechat", to = "weixin://dl" }]', "suite.bad-route"),
        ('host = "a.example"\nroutes = [{ app = "wechat", to = "{1}" }]', "suite.bad-route"),
        (
            'host = "a.example"\nroutes = [{ app = "wechat", to = "https://b.example/", os = "ios" }]',
            "suite.unknown-key",
        ),
    ],
)
def test_a_mistake_in_a_site_has_its_own_words(lines, code):
    case = one_case('link = "https://a.example/"')
    assert code in [found for _, found in codes(f"{case}\n[[site]]\n{lines}")]


def test_a_link_its_family_refuses_is_told_at_its_line():
    wrong = codes(one_case('link = "https://mp.weixin.qq.com/s/Ab%C3%A9"'))
    assert wrong == [(5, "links.field-charset")]


def test_a_suite_without_a_case_and_a_case_without_a_place_are_told():
    assert codes('name = "x"') == [(1, "suite.no-case")]
    assert codes('[[case]]\nid = "a"\nlink = "https://example.com/"') == [(1, "suite.no-stand")]


def test_a_newer_schema_is_told():
    assert (1, "suite.schema") in codes("schema = 2\n" + one_case('link = "https://example.com/"'))


def test_a_lone_dollar_brace_is_written_with_two_dollars():
    suite = read_text(one_case('link = "https://example.com/$${id}"'), "s.toml")
    assert suite.cases[0].link.text == "https://example.com/${id}"


def test_case_variables_go_before_those_of_the_suite():
    text = "variables = { id = 1 }\n" + one_case(
        'link = "https://item.taobao.com/item.htm?id=${id}"\nvariables = { id = 2 }'
    )
    assert read_text(text, "s.toml").cases[0].link.text.endswith("id=2")


def test_files_are_read_and_their_troubles_told(tmp_path):
    good = tmp_path / "good.toml"
    good.write_text("\ufeff" + one_case('link = "https://example.com/"'), encoding="utf-8")
    assert read(good).name == "good"
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b'name = "ok"\ntitle = "\xff"\n')
    for path, code in ((bad, "suite.not-utf8"), (tmp_path / "none.toml", "suite.unreadable")):
        with pytest.raises(InputErrors) as caught:
            read(path)
        assert caught.value.problems[0].message.code == code


def test_by_is_read():
    text = one_case('link = "https://example.com/"\nexpect = [{ verdict = "BLOCKED", by = "os" }]')
    assert read_text(text, "s.toml").cases[0].expect[0].by is By.OS


@pytest.fixture(scope="module")
def schema():
    found = json.loads(resources.read_text("schemas/suite.schema.json"))
    Draft202012Validator.check_schema(found)
    return found


def as_data(text):
    """TOML as JSON would hold it: dates as text."""
    return json.loads(json.dumps(tomllib.loads(text), default=written))


def written(value):
    assert isinstance(value, date)
    return value.isoformat()


def mistakes(schema, text):
    return [error.message for error in Draft202012Validator(schema).iter_errors(as_data(text))]


def test_a_suite_ships():
    assert "walled-garden" in bundled_names()


@pytest.mark.parametrize("name", bundled_names())
def test_bundled_suites_fit_the_schema_and_are_read(schema, name):
    assert mistakes(schema, resources.read_text(f"suites/{name}.toml")) == []
    assert bundled(name).cases


@pytest.mark.parametrize("name", bundled_names())
def test_a_suite_as_written_back_fits_the_schema(schema, name):
    assert mistakes(schema, write(bundled(name))) == []


def test_the_schema_lists_what_the_reader_allows(schema):
    defs = schema["$defs"]
    case, expect = defs["case"]["properties"], defs["expect"]["properties"]
    assert defs["surface"]["enum"] == list(SURFACES)
    for listed, kind in (
        (defs["entry"], Entry),
        (defs["os"], OS),
        (defs["content"], Content),
        (case["intent"], Intent),
        (expect["verdict"], Outcome),
        (expect["modifiers"]["items"], Modifier),
        (expect["by"], By),
        (expect["cause"], Cause),
        (expect["return_leg"], ReturnLeg),
    ):
        assert listed["enum"] == [member.value for member in kind]
    assert schema["properties"]["case"]["maxItems"] == MAX_CASES


@pytest.mark.parametrize(
    "case",
    [
        '[[case]]\nlink = "x"',
        '[[case]]\nid = "a"',
        '[[case]]\nid = "a"\nlink = "x"\nfamily = "y"',
        '[[case]]\nid = "a"\nlink = "x"\ncolour = "red"',
        '[[case]]\nid = "a"\nlink = "x"\nexpect = [{ verdict = "HONORED", cause = "fault" }]',
        "",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(schema, case):
    assert mistakes(schema, case)


def test_a_repeated_id_is_told_though_the_first_of_its_name_has_other_mistakes() -> None:
    text = """schema = 1
[[case]]
id = "a"
link = "https://shop.example/"
at = [{ host = "nobody", surface = "chat" }]
[[case]]
id = "a"
link = "https://shop.example/"
at = [{ host = "wechat", surface = "chat" }]
"""
    with pytest.raises(InputErrors) as caught:
        read_text(text, "s.toml")
    told = {(problem.place.line, problem.message.code) for problem in caught.value.problems}
    assert (6, "suite.same-id") in told
