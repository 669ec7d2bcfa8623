from linktester.oslinks.android.verification import FAILURE
from linktester.oslinks.answers.linked import Linked, linked
from tests.fakes import linkfiles as fakes


def test_a_statement_verifies_and_a_file_without_one_fails():
    site = fakes.assetlinks("a.b", "c.d")
    assert linked(site, "c.d").state == "verified"
    assert linked(site, "c.d").path == "[1]"
    assert linked(site, "e.f") == Linked(FAILURE, site)
    assert linked(None, "a.b") == Linked("none")
    assert Linked.packages(site) == ("a.b", "c.d")


def test_dynamic_rules_come_along():
    found = linked(fakes.assetlinks(dynamic=[{"/": "*"}]), fakes.PACKAGE)
    assert found.dynamic is not None
    assert found.dynamic_path.startswith("[0].relation_extensions[")
