"""What a QA engineer does at a terminal, with the real command, a real emulator and a real history."""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linktester import resources
from tests.fakes.processes import events, linktester

pytestmark = pytest.mark.journey

ITEM = "https://item.taobao.com/item.htm?id=600000000701"
REACHING_OUT = {"src", "srcset", "action", "data", "poster", "background", "formaction", "ping"}
MISTAKEN = """\
schema = 1
name = "mistaken"

[matrix]
at = [{host = "wechat", surface = "chat"}]

[[case]]
id = "first"
link = "https://item.taobao.com/item.htm?id=1"
intnet = "page"

[[case]]
id = "second"
link = ""

[[case]]
id = "third"
link = "https://item.taobao.com/item.htm?id=3"
at = [{host = "wechatt", surface = "chat"}]
expect = [{verdict = "PASSED"}]
"""
LINES_IN_ERROR = ["mistaken.toml:10", "mistaken.toml:14", "mistaken.toml:19", "mistaken.toml:20"]


@dataclass(frozen=True)
class BundledRun:
    """The bundled suite as somebody runs it, with all reports, then read by a machine."""

    code: int
    out: str
    told: str
    folder: Path

    def report(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> BundledRun:
    home = tmp_path_factory.mktemp("home")
    done = linktester("run", "--report", "html=run.html", "--report", "json=run.json", home=home)
    return BundledRun(done.returncode, done.stdout.decode(), done.stderr.decode(), home)


def test_the_bundled_suite_is_as_expected(bundled: BundledRun) -> None:
    assert bundled.code == 0, bundled.out[-3000:] + bundled.told
    rows = [line.split("\t") for line in bundled.out.splitlines()]
    verdicts = {row[0].partition(" + ")[0] for row in rows[1:] if len(row) == 5}
    assert verdicts == {"honored", "rewritten", "blocked", "inconclusive"}
    assert "simulated" in bundled.out


def test_its_page_opens_without_any_network(bundled: BundledRun) -> None:
    source = bundled.report("run.html")
    page = Elements(source)
    assert not [attributes for _, attributes in page.found if REACHING_OUT & attributes.keys()]
    assert all(attributes["href"].startswith("#") for _, attributes in page.found if "href" in attributes)
    policy = next(
        attributes["content"]
        for tag, attributes in page.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"@import|url\((?!['\"]?data:)", "".join(page.styles))
    assert page.is_whole


def test_its_report_for_machines_holds_every_result(bundled: BundledRun) -> None:
    told = json.loads(bundled.report("run.json"))
    assert len(told["results"]) > 500
    for result in told["results"]:
        if result["verdict"]["outcome"] != "INCONCLUSIVE" and result["probe"]["host"] not in {"browser"}:
            assert result["journal"], result["probe"]


def test_the_history_can_be_judged_again_without_a_difference(bundled: BundledRun) -> None:
    listed = linktester("runs", home=bundled.folder)
    name = re.findall(r"\d{8}-\d{6}-[0-9a-f]{4}", listed.stdout.decode())[0]
    again = linktester("rejudge", name, home=bundled.folder)
    assert again.returncode == 0, again.stdout.decode() + again.stderr.decode()


def test_every_event_fits_the_schema_that_ships(tmp_path: Path) -> None:
    asked = ("--link", ITEM, "--host", "wechat", "--host", "qq", "--surface", "chat", "--surface", "group")
    done = linktester("run", "--json", *asked, "--as-of", "2021-09-20", home=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    told = events(done.stdout.splitlines(keepends=True))
    schema = Draft202012Validator(json.loads(resources.read_text("schemas/events.schema.json")))
    assert [error.message for event in told for error in schema.iter_errors(event)] == []
    assert (told[0]["event"], told[-1]["event"]) == ("run_started", "run_finished")
    assert sum(event["event"] == "case_finished" for event in told) == 4


def test_an_expectation_that_is_not_met_gives_1(tmp_path: Path) -> None:
    suite = f"""
        [[case]]
        id = "wrong"
        link = "{ITEM}"
        at = [{{host = "wechat", surface = "chat"}}]
        dates = ["2021-09-01"]
        expect = [{{verdict = "HONORED"}}]
    """
    (tmp_path / "wrong.toml").write_text(suite, encoding="utf-8")
    done = linktester("run", "wrong.toml", home=tmp_path)
    assert done.returncode == 1, done.stderr.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "PASSED"), ("zh_CN", "可选值")])
def test_every_mistake_of_a_suite_is_told_with_its_line_and_nothing_runs(
    tmp_path: Path, language: str, word: str
) -> None:
    (tmp_path / "mistaken.toml").write_text(MISTAKEN, encoding="utf-8")
    done = linktester("run", "mistaken.toml", home=tmp_path, language=language)
    assert done.returncode == 2
    assert done.stdout == b""
    told = done.stderr.decode().splitlines()
    assert [line.split(" ")[0] for line in told] == LINES_IN_ERROR
    assert word in told[-1]
    assert not (tmp_path / "kept" / "archive.db").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["WeChat", "opens", "EV-2021-11-29", "EV-2022-01-27"]), ("zh_CN", ["微信", "EV-2021-11-29"])],
)
def test_why_names_the_rule_and_its_events(tmp_path: Path, language: str, words: list[str]) -> None:
    asked = ("packs", "why", "wechat", "group", "taobao-item", "--as-of", "2021-12-01")
    done = linktester(*asked, home=tmp_path, language=language)
    assert done.returncode == 0, done.stderr.decode()
    said = done.stdout.decode()
    assert [word for word in words if word not in said] == []
    assert "wechat.group.e-commerce.2021-11-29" in said


@pytest.mark.parametrize("payload", ["https://qr.alipay.com/baxlt000000000000701", "支付 测试 ￥1"])
def test_a_code_that_is_made_is_read_back(tmp_path: Path, payload: str) -> None:
    made = linktester("qr", "make", payload, home=tmp_path)
    assert made.stdout.startswith(b"\x89PNG")
    read = linktester("qr", "read", "-", "--json", home=tmp_path, given=made.stdout)
    assert [found["text"] for found in records(read.stdout)] == [payload]


@pytest.mark.parametrize(("language", "word"), [("en", "another app"), ("zh_CN", "别的应用")])
def test_help_speaks_both_languages(tmp_path: Path, language: str, word: str) -> None:
    done = linktester("--help", home=tmp_path, language=language)
    assert done.returncode == 0
    assert word in done.stdout.decode()


def test_a_pasted_message_is_tried_in_chinese(tmp_path: Path) -> None:
    message = f"快来看这个 {ITEM} 复制打开"
    asked = ("--host", "wechat", "--surface", "group", "--as-of", "2021-09-20")
    done = linktester("run", "--link", "-", *asked, home=tmp_path, language="zh_CN", given=message.encode())
    assert done.returncode == 0, done.stderr.decode()
    row = done.stdout.decode().splitlines()[1]
    assert row.startswith("拦截\t")
    assert "微信" in row
    assert "EV-2021-09-17-WX" in row


def records(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.decode().splitlines()]


class Elements(HTMLParser):
    """All elements of a page with their attributes, and whether they were all closed."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "wbr", "path", "use"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.styles: list[str] = []
        self._open: list[str] = []
        self._strays = 0
        self.feed(source)
        self.close()

    @property
    def is_whole(self) -> bool:
        return not self._open and not self._strays

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self._strays += 1

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            self.styles.append(data)
