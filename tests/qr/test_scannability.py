import pytest
from PIL import Image

from linktester.model.link import Finding, Severity
from linktester.qr import check, make
from tests.fakes import pictures

SCALE = 8
CODE = make("https://example.com/a/rather/long/path?with=some&more=parameters", level="M", scale=SCALE).png
BORDER = 4 * SCALE


def said(image: bytes) -> dict[str, Severity]:
    return said_of(check(image))


def said_of(findings: tuple[Finding, ...]) -> dict[str, Severity]:
    return {finding.message.code.removeprefix("qr.check-"): finding.severity for finding in findings}


@pytest.mark.parametrize(
    "condition",
    [pictures.clean, pictures.screenshot, pictures.jpeg, pictures.turned],
    ids=lambda c: c.__name__,
)
def test_a_good_code_has_nothing_against_it(condition):
    assert said(condition(CODE)) == {}


@pytest.mark.parametrize("page", [0, 40])
def test_no_quiet_zone_on_a_dark_page_is_an_error(page):
    assert said(pictures.bordered(CODE, BORDER, 0, page))["quiet-zone"] is Severity.ERROR


@pytest.mark.parametrize(
    ("modules", "severity"), [(1, Severity.ERROR), (2, Severity.WARNING), (3, Severity.WARNING)]
)
def test_a_narrow_quiet_zone_is_measured(modules, severity):
    findings = check(pictures.bordered(CODE, BORDER, modules * SCALE, 0))
    assert [(f.message.code, f.severity, f.message.args["modules"]) for f in findings] == [
        ("qr.check-quiet-zone", severity, modules)
    ]


def test_a_quiet_zone_of_four_on_a_dark_page_is_enough():
    assert said(pictures.bordered(CODE, BORDER, BORDER, 0)) == {}


def test_a_code_that_fills_the_picture_has_no_quiet_zone():
    bare = pictures.opened(CODE)
    cut = bare.crop((BORDER, BORDER, bare.width - BORDER, bare.height - BORDER))
    assert said(pictures.saved(cut))["quiet-zone"] is Severity.ERROR


@pytest.mark.parametrize(
    ("percent", "severity"), [(5, Severity.ERROR), (15, Severity.ERROR), (30, Severity.WARNING)]
)
def test_low_contrast_is_told(percent, severity):
    assert said(pictures.faint(CODE, percent))["contrast"] is severity


def test_enough_contrast_is_not_told():
    assert "contrast" not in said(pictures.faint(CODE, 60))


def test_an_inverted_code_is_an_error():
    assert said(pictures.inverted(CODE))["inverted"] is Severity.ERROR


@pytest.mark.parametrize(("by", "severity"), [(4, Severity.WARNING), (8, Severity.ERROR)])
def test_small_modules_are_told(by, severity):
    code = make("https://example.com/", scale=8).png
    assert said(pictures.scaled(code, by))["module-small"] is severity


def test_a_large_logo_is_told_and_a_small_one_at_level_h_is_not():
    text = "https://example.com/a/rather/long/path?with=some&more=parameters"
    assert said(pictures.with_logo(make(text, level="H").png, 0.12)) == {}
    assert set(said(pictures.with_logo(make(text, level="M").png, 0.25))) & {"covered", "unreadable"}
    assert set(said(pictures.with_logo(make(text, level="M").png, 0.30))) & {"covered", "unreadable"}


def test_the_width_of_a_logo_is_told_with_what_is_safe():
    (logo,) = [
        finding.message.args
        for finding in check(pictures.with_logo(make("x" * 60, level="H").png, 0.28))
        if finding.message.code == "qr.check-logo"
    ]
    assert logo["most"] == 22
    assert 28 <= int(logo["percent"]) <= 45


def test_a_code_that_says_something_else_is_an_error():
    assert said_of(check(CODE, expected=b"something else")) == {"other-content": Severity.ERROR}
    text = "https://example.com/a/rather/long/path?with=some&more=parameters"
    assert check(CODE, expected=text.encode()) == ()
    # The octets count, whatever they look like as text.
    assert said_of(check(make("ü".encode("latin-1")).png, expected="ü".encode())).keys() >= {"other-content"}


@pytest.mark.parametrize(
    ("dots", "severity"), [(100, None), (300, None), (600, Severity.WARNING), (1200, Severity.ERROR)]
)
def test_modules_are_measured_in_millimetres_where_the_print_is_known(dots, severity):
    assert said_of(check(CODE, dots_per_inch=dots)).get("print-small") is severity


def test_a_picture_without_a_code_is_an_error():
    (finding,) = check(pictures.saved(Image.new("L", (200, 200), 200)))
    assert (finding.where, finding.message.code) == ("picture", "qr.check-unreadable")


def test_characters_beyond_ascii_are_mentioned():
    assert said(make("https://例子.测试/").png) == {"charset": Severity.INFO}


def test_each_of_several_codes_is_named():
    sheet = pictures.side_by_side(make("one", scale=6).png, make("zwei ü", scale=6).png)
    assert {finding.where for finding in check(sheet)} <= {"code 1", "code 2"}
    assert [f.message.code for f in check(sheet)].count("qr.check-charset") == 1
