import pytest

from tests.fakes.openapis import MiniProgram
from tests.fakes.payers import said


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/cgi-bin/nothing", 40066),
        ("POST", "/wxa/", 40066),
        ("POST", "/cgi-bin/token", 43001),
        ("GET", "/wxa/generatescheme", 43002),
        ("DELETE", "/wxa/queryscheme", 43002),
        ("POST", "/wxa/queryscheme", 41001),
    ],
)
def test_paths_and_methods(program: MiniProgram, method: str, path: str, code: int) -> None:
    answer = program.send(method, path)
    assert (answer.status, said(answer)["errcode"]) == (200, code)


def test_the_log_learns_what_refused(program: MiniProgram) -> None:
    program.send("POST", "/wxa/queryscheme?access_token=abc")
    assert program.last is not None
    assert (program.last.findings.code, program.last.findings.refused) == ("40014", "access-token")
