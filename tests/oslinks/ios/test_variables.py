from linktester.oslinks.ios.variables import NAMES, predefined


def test_every_predefined_variable_has_values() -> None:
    assert all(predefined(name) for name in NAMES)
    assert predefined("nobody") is None


def test_letters_and_digits_are_those_of_ascii() -> None:
    sizes = {name: len(predefined(name) or ()) for name in NAMES - {"region", "lang"}}
    assert sizes == {"alpha": 52, "upper": 26, "lower": 26, "alnum": 62, "digit": 10, "xdigit": 22}


def test_regions_and_languages_are_codes() -> None:
    regions, languages = predefined("region") or (), predefined("lang") or ()
    assert {"CA", "UK", "GB", "US", "XK"} <= set(regions)
    assert {"ar", "en", "zh", "yue"} <= set(languages)
    assert all(len(code) == 2 and code.isupper() for code in regions)
    assert all(len(code) in {2, 3} and code.islower() for code in languages)
