import codecs
import tomllib

import pycountry

from linktester import resources
from linktester.payments.epc.table import table


def test_there_are_twelve_lines_in_two_languages():
    assert [line.name for line in table().line][:7] == [
        "service-tag",
        "version",
        "charset",
        "identification",
        "bic",
        "name",
        "iban",
    ]
    assert len(table().line) == len(table().names) == 12
    assert all(set(line.title) == {"en", "zh_CN"} for line in table().line)


def test_there_are_eight_character_sets_that_python_knows():
    assert list(table().codecs) == list("12345678")
    assert len({codecs.lookup(codec).name for codec in table().codecs.values()}) == 8
    assert table().charset_names["8"] == "ISO 8859-15"


def test_the_economic_area_has_thirty_countries():
    known = {country.alpha_2 for country in pycountry.countries}
    assert len(table().eea) == 30
    assert table().eea <= known
    assert not table().eea & {"CH", "GB", "SM", "MC"}


def test_sources_are_known():
    assert set(table().sources) <= tomllib.loads(resources.read_text("sources/payments.toml")).keys()


def test_amounts_are_letters_digits_and_decimals():
    found = table().amount_form.fullmatch("EUR12.50")
    assert found is not None
    assert found.groups() == ("EUR", "12", "50")
    assert table().amount_form.fullmatch("EUR12,50") is None
