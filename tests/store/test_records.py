from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.evidence import Launched, Screen
from linktester.model.link import Identity, PlatformId
from linktester.store.records import (
    expand,
    fill,
    read_evidence,
    read_result,
    squeeze,
    strip,
    write_evidence,
    write_result,
)
from tests.fakes.probes import a_citation, a_probe, a_result, an_entry, an_evidence, an_expectation


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=2_000))
def test_squeezed_octets_come_back(data):
    assert expand(squeeze(data)) == data
    assert expand(squeeze(data * 20)) == data * 20


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_bodies_come_out_and_go_back_in(bodies):
    evidence = an_evidence(a_probe())
    exchanges = tuple(replace(evidence.exchanges[0], body=body) for body in bodies)
    evidence = replace(evidence, exchanges=exchanges)
    bare = strip(evidence)
    written = write_evidence(bare)
    assert fill(read_evidence(written), bare.digests, dict(bare.bodies)) == evidence
    assert not any(exchange.body for exchange in read_evidence(written).exchanges)


def test_a_result_with_everything_in_it_is_read_as_it_was_written():
    launched = Launched(
        uri="tbopen://m.taobao.com/",
        mechanism="custom-scheme",
        gesture=True,
        receiver=PlatformId("taobao"),
        screen=Screen(Identity(PlatformId("taobao"), "item", {"id": "1"}), "商品"),
    )
    result = a_result()
    exchanges = tuple(replace(exchange, body=b"") for exchange in result.evidence.exchanges)
    seen = (*result.evidence.observations, launched)
    full = replace(
        result,
        evidence=replace(result.evidence, exchanges=exchanges, observations=seen),
        journal=(an_entry(a_citation(carried=True)),),
        expected=an_expectation(),
        last_evidence="2021-11-29",
    )
    assert read_result(write_result(full, strip(full.evidence))) == full


def test_equal_evidence_gives_equal_octets():
    first, second = strip(an_evidence(a_probe())), strip(an_evidence(a_probe()))
    assert write_evidence(first) == write_evidence(second)
