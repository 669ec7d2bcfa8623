from linktester.project.linkcase import LinkCase


def test_a_case_is_a_line_of_the_batch_mode() -> None:
    case = LinkCase("a", "url", {"base": None}, "https://a.example", {"failure": True})
    assert case.plain() == {
        "id": "a",
        "kind": "url",
        "config": {"base": None},
        "url": "https://a.example",
        "expect": {"failure": True},
    }
