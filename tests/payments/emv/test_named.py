from linktester.model.payment import StandardId
from linktester.payments.emv.named import titles


def test_objects_of_emvco_have_titles():
    known = titles(StandardId("emvco-mpm"))
    assert known["52"]["en"] == "Merchant category"
    assert "29/01" not in known


def test_a_scheme_names_its_own_in_every_template_it_may_open():
    known = titles(StandardId("pix"))
    assert known["26/01"] == known["51/01"]
    assert known["26/01"]["en"] == "Pix key"
    assert known["54"]["zh_CN"] == "金额"


def test_parts_of_a_value_have_titles():
    assert titles(StandardId("bharatqr"))["08/ifsc"]["en"] == "IFSC"
