"""Statement lists, item by item."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.statements import Include, Statement, read_statements, relation_fault
from tests.fakes.androidvectors import APP, TARGET, P, Q, load

GOOD = {"relation": ["a/b"], "target": {"namespace": "web", "site": "https://dst.example"}}


def fault(item: Any) -> tuple[str, str]:
    (only,) = read_statements([item]).faults
    return only.path, only.message.code.partition(".")[2]


def test_a_statement_is_read_with_its_extensions() -> None:
    (only,) = read_statements([GOOD | {"relation_extensions": {"a/b": {}}}]).items
    assert only == Statement("[0]", ("a/b",), (TARGET,), {"a/b": {}})


def test_several_certificates_are_several_targets() -> None:
    target = {"namespace": "android_app", "package_name": APP.package, "sha256_cert_fingerprints": [P, Q, P]}
    (only,) = read_statements([GOOD | {"target": target}]).items
    assert isinstance(only, Statement)
    assert [each.fingerprint for each in only.targets if each != TARGET] == [P, Q]


def test_one_bad_statement_is_skipped() -> None:
    found = read_statements([{}, GOOD, {"include": "https://x/y"}])
    assert [type(each) for each in found.items] == [Statement, Include]
    assert [each.path for each in found.faults] == ["[0]"]


def test_faults_tell_their_place() -> None:
    app = {"namespace": "android_app", "package_name": "a.b", "sha256_cert_fingerprints": [P, P.lower()]}
    assert fault(5) == ("[0]", "statement-kind")
    assert fault(GOOD | {"relation": ["a/b", "a"]}) == ("[0].relation[1]", "relation-form")
    assert fault(GOOD | {"target": app}) == ("[0].target.sha256_cert_fingerprints[1]", "print-case")
    assert fault(GOOD | {"include": "https://x"}) == ("[0]", "include-mixed")
    assert fault(GOOD | {"target": {"namespace": []}}) == ("[0].target", "namespace")


def test_relations_the_published_definitions_refuse() -> None:
    (case,) = [each for each in load("assetlinks", "refused") if "relations" in each]
    assert [relation for relation in case["relations"] if relation_fault(relation) is None] == []


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["web", "a/b", P]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "relation",
                    "target",
                    "include",
                    "namespace",
                    "site",
                    "package_name",
                    "sha256_cert_fingerprints",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=300)
@given(values)
def test_any_json_is_read(value: Any) -> None:
    found = read_statements(value)
    size = len(value) if isinstance(value, list) else 1
    assert len(found.items) + len(found.faults) == size
