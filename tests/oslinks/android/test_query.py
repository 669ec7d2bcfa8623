"""Questions to the Digital Asset Links API."""

import json
from typing import Any

import pytest

from linktester.oslinks.android.assetlinks import Contents
from linktester.oslinks.android.query import Api, Outcome, Query, ask
from tests.fakes.androidvectors import APP, P, filled, load, served

SOURCE = {"web": {"site": "https://src.example"}}
TARGET = {"web": {"site": "https://dst.example"}}
APP_ASSET = {"android_app": {"package_name": APP.package, "sha256_fingerprint": P}}
ASSETS: dict[str, Any] = {"A": APP_ASSET, "T": TARGET}
CASES = load("assetlinks")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["source"])
def test_published_definitions_hold(case: dict[str, Any]) -> None:
    contents = served(case["body"])
    for target, relation, outcome, linked in case.get("checks", []):
        reply = ask(Query(Api.CHECK, SOURCE, ASSETS[target], relation), contents)
        assert (reply.outcome, reply.linked) == (outcome, linked)
        assert list(reply.error_codes) == case.get("codes", [])
    for relation, outcome, count in case.get("lists", []):
        reply = ask(Query(Api.LIST, SOURCE, None, None if relation == "none" else relation), contents)
        assert (reply.outcome, len(reply.statements)) == (outcome, count)


def malformed() -> list[str]:
    bodies = []
    for case in load("assetlinks", "malformed"):
        bodies += case.get("bodies", [])
        target = '{"namespace": "web", "site": "https://dst.example"}'
        bodies += [
            f'[{{"relation": {each}, "target": {target}}}]' for each in case.get("bodies_of_relation", [])
        ]
        bodies += [
            f'[{{"relation": ["a/b"], "target": {each}}}]' for each in case.get("bodies_of_target", [])
        ]
    return bodies


@pytest.mark.parametrize("body", malformed())
def test_malformed_lists_are_fetch_errors(body: str) -> None:
    reply = ask(Query(Api.LIST, SOURCE), served(body))
    assert (reply.outcome, reply.statements) == (Outcome.FETCH_ERROR, ())
    assert reply.error_codes == ("ERROR_CODE_MALFORMED_CONTENT",)


REFUSED = [asset for case in load("assetlinks", "refused") for asset in case.get("assets", [])]


@pytest.mark.parametrize("text", REFUSED)
def test_assets_that_can_have_no_answer_are_refused(text: str) -> None:
    asset = json.loads(filled(text))
    asked = (
        Query(Api.LIST, asset),
        Query(Api.CHECK, asset, TARGET, "a/b"),
        Query(Api.CHECK, SOURCE, asset, "a/b"),
    )
    for query in asked:
        reply = ask(query, Contents())
        assert (reply.outcome, reply.error_codes) == (
            Outcome.QUERY_PARSING_ERROR,
            ("ERROR_CODE_INVALID_QUERY",),
        )


RELATIONS = [relation for case in load("assetlinks", "refused") for relation in case.get("relations", [])]


@pytest.mark.parametrize("relation", RELATIONS)
def test_malformed_relations_are_refused(relation: str) -> None:
    for query in (Query(Api.LIST, SOURCE, None, relation), Query(Api.CHECK, SOURCE, TARGET, relation)):
        assert ask(query, served("[]")).outcome is Outcome.QUERY_PARSING_ERROR


@pytest.mark.parametrize("relation", [None, ""])
def test_a_check_needs_a_relation(relation: str | None) -> None:
    assert (
        ask(Query(Api.CHECK, SOURCE, TARGET, relation), served("[]")).outcome is Outcome.QUERY_PARSING_ERROR
    )


def test_the_apis_own_form_of_a_fingerprint_is_taken() -> None:
    nested = {"android_app": {"package_name": APP.package, "certificate": {"sha256_fingerprint": P}}}
    assert ask(Query(Api.LIST, nested), Contents()).outcome is Outcome.SUCCESS


def test_a_repeated_statement_is_listed_once() -> None:
    body = "[{S}, {S}]"
    assert len(ask(Query(Api.LIST, SOURCE), served(body)).statements) == 1
