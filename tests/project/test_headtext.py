from linktester.model.case import Matrix, Stand
from linktester.model.phone import OS
from linktester.model.world import Site
from linktester.project.edit import renamed, with_matrix, with_site, with_sites, without_site
from linktester.project.headtext import octets, with_head
from linktester.project.headtext import with_matrix as matrix_written
from linktester.project.headtext import with_sites as sites_written
from linktester.project.suitefile import read

TEXT = """# Head

name = "s" # short

# where
[matrix]
os = ["ios"] # for now
at = [{host = "qq", surface = "chat"}]

# ours
[[site]]
host = "own.example" # mine
content = "article"

# ---- cases

[[case]]
id = "a"
link = "https://own.example/"
"""
BARE = '[[case]]\nid = "a"\nlink = "https://u.example/"\nat = {host = "qq", surface = "chat"}\n'
SUITE, BARELY = read(TEXT, "s.toml"), read(BARE, "s.toml")
SITE = """[[site]]
host = "own.example"
owner = "web"
content = "other"
status = 200
canonical = true
icp_filed = true"""


def test_name_and_title_are_single_values():
    text = with_head(TEXT.encode(), SUITE, renamed(SUITE, "t", "Title"), b"\n").decode()
    assert text == TEXT.replace('name = "s" # short', 'name = "t" # short\ntitle = "Title"')


def test_a_matrix_keeps_what_stays():
    matrix = Matrix(stands=SUITE.matrix.stands, os=(OS.ANDROID,))
    text = matrix_written(TEXT.encode(), SUITE, with_matrix(SUITE, matrix), b"\n").decode()
    assert text == TEXT.replace('os = ["ios"] # for now', 'os = ["android"] # for now')


def test_a_first_matrix_stands_above_everything_with_a_header():
    matrix = Matrix(stands=(Stand("qq", "group"),))
    text = matrix_written(BARE.encode(), BARELY, with_matrix(BARELY, matrix), b"\n").decode()
    assert text.startswith("[matrix]\n")
    assert text.endswith(f"\n\n{BARE}")
    assert read(text, "s.toml").matrix == matrix
    assert matrix_written(b"", read("", "s"), with_matrix(BARELY, matrix), b"\r\n").endswith(b"]\r\n")


def test_a_changed_site_is_single_values():
    new = with_site(SUITE, Site(host="own.example", content="article", title="Mine"))
    text = sites_written(TEXT.encode(), SUITE, new, b"\n").decode()
    assert text == TEXT.replace('content = "article"', 'content = "article"\ntitle = "Mine"')


def test_a_site_that_goes_takes_its_comment_along():
    text = sites_written(TEXT.encode(), SUITE, without_site(SUITE, "own.example"), b"\n").decode()
    assert text == TEXT.replace('# ours\n[[site]]\nhost = "own.example" # mine\ncontent = "article"\n\n', "")


def test_a_first_site_stands_above_the_cases():
    new = with_sites(BARELY, (Site(host="own.example"),))
    assert sites_written(BARE.encode(), BARELY, new, b"\n").decode() == f"{SITE}\n\n{BARE}"


def test_what_cannot_be_followed_is_left_to_others():
    text = 'site = [{host = "own.example"}]\n' + BARE
    suite = read(text, "s.toml")
    assert sites_written(text.encode(), suite, without_site(suite, "own.example"), b"\n") is None


def test_lines_end_as_the_text_does():
    assert octets("a\nb\n", b"\r\n") == b"a\r\nb"
