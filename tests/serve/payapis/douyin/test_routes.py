import pytest

from tests.fakes.openapis import Studio
from tests.fakes.payers import said


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/api/apps/v1/nothing/", 404),
        ("GET", "/api/apps/v1/url/generate_schema/", 405),
        ("POST", "/api/apps/v1/url/generate_schema/", 200),
        ("POST", "/api/apps/v1/url/generate_schema", 200),
    ],
)
def test_paths_and_methods(studio: Studio, method: str, path: str, status: int) -> None:
    answer = studio.send(method, path)
    assert answer.status == status
    assert said(answer)["err_no"] == (28001003 if status == 200 else status)


def test_errors_below_oauth_have_the_token_s_form(studio: Studio) -> None:
    assert said(studio.send("POST", "/oauth/nothing/"))["data"]["error_code"] == 404
    assert said(studio.send("GET", "/oauth/client_token/"))["data"]["error_code"] == 405
