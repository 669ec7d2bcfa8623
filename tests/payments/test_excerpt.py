from linktester.payments.excerpt import MOST, excerpt


def test_a_short_text_stays_as_it_is():
    assert excerpt("x" * MOST) == "x" * MOST


def test_a_long_text_loses_its_tail():
    assert excerpt("x" * MOST + "y" * 1_000_000) == "x" * MOST + "…"
