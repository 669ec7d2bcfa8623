"""Association files in suites."""

import pytest

from linktester.model.association import FileFault, SiteFiles
from linktester.model.errors import InputErrors
from linktester.suite import read_text, write

HEAD = '[[site]]\nhost = "shop.example"\n'
CASE = (
    '\n[[case]]\nid = "a"\nlink = "https://shop.example/"\nat = [{ host = "browser", surface = "browser" }]\n'
)


def codes(text: str) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        read_text(text + CASE, "s.toml")
    return [problem.message.code for problem in caught.value.problems]


def test_what_a_site_may_say() -> None:
    text = (
        HEAD
        + "claimed_by = \"taobao\"\nfile_fault = \"slow\"\nfiles = { ios = '{}', harmony = '''[\n]''' }\n"
    )
    suite = read_text(text + CASE, "s.toml")
    (site,) = suite.sites
    assert (site.claimed_by, site.file_fault) == ("taobao", FileFault.SLOW)
    assert site.files == SiteFiles(ios="{}", harmony="[\n]")
    assert read_text(write(suite), "s.toml").sites == suite.sites


def test_a_fault_may_be_for_a_host_of_the_catalogue() -> None:
    text = '[[site]]\nhost = "ulink.alipay.com"\nfile_fault = "redirect"\n'
    assert read_text(text + CASE, "s.toml").sites[0].file_fault is FileFault.REDIRECT


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('claimed_by = "nobody"\n', "suite.unknown-host"),
        ('claimed_by = "browser"\n', "suite.no-app"),
        ('file_fault = "slow"\n', "suite.files-unclaimed"),
        ("files = { ios = '{}' }\n", "suite.files-unclaimed"),
        ('claimed_by = "taobao"\nfile_fault = "odd"\n', "suite.not-allowed"),
        ("claimed_by = \"taobao\"\nfiles = { windows = '{}' }\n", "suite.unknown-key"),
        ('claimed_by = "taobao"\nfiles = "x"\n', "suite.wrong-type"),
    ],
)
def test_mistakes(more: str, code: str) -> None:
    assert codes(HEAD + more) == [code]
