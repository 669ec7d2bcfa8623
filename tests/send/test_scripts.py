"""Where scripts lead: the listed idioms, and the honest rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.send.scripts import Move, PageScripts, Reading

ROOM = 128 * 1024


def read(*texts: str) -> Reading:
    return PageScripts(texts, ROOM).read()


@pytest.mark.parametrize(
    ("script", "address", "delay"),
    [
        ("location.href='https://a/';", "https://a/", 0),
        ('window.location.href = "https:\\/\\/a\\/b"', "https://a/b", 0),
        ("window.location='\\x68ttps://\\u0061\\u{62}'", "https://ab", 0),
        ("self.location = 'x:y'", "x:y", 0),
        ("window.top.location.replace(`https://q`)", "https://q", 0),
        ("document.location.assign('/x')", "/x", 0),
        ("document.location = '/x'", "/x", 0),
        ("window.open('x://y', '_self')", "x://y", 0),
        ("open('/x')", "/x", 0),
        ("setTimeout(function(){location.replace('x://y')}, 300)", "x://y", 300),
        ("window.setTimeout(function go(e) { location.href = 'x://y'; }, 3e2);", "x://y", 300),
        ("setTimeout(() => location.assign('x://y'), 300)", "x://y", 300),
        ("setTimeout(_ => { location.href = 'x://y' })", "x://y", 0),
        ("setTimeout(\"location.href='x://y'\", 300)", "x://y", 300),
        ("var u='https://a'; window.location.href=u;", "https://a", 0),
        ("window.u='https://a'; location.href=window.u + '/b'", "https://a/b", 0),
        ("var o = {n: 1, 'url': 'https://a'}\nlocation.href = o.url", "https://a", 0),
        ("(function(){ var t='q'; document.location='x://'+t })()", "x://q", 0),
        ("(function(){ location='x://q' }())", "x://q", 0),
        ("!function(){ location='x://q' }()", "x://q", 0),
        ("(() => { location = 'x://q' })()", "x://q", 0),
        ("function go(){location.href='x://z'} setTimeout(go, 20)", "x://z", 20),
        ("go(); function go(){ location = 'z' }", "z", 0),
        ("var go = function () { location = 'z' }; go()", "z", 0),
        ("window.onload = function(){ location.href='x'; }", "x", 0),
        ("addEventListener('load', () => { location.href='x' })", "x", 0),
        ("document.addEventListener('DOMContentLoaded', function(){ location.href='x' })", "x", 0),
        ("try{location.href='x'}catch(e){location.href='y'}", "x", 0),
        ("var a = 1\nlocation.href = 'y'\nvar b", "y", 0),
        ("/* a */ location /* b */ . href // c\n = 'y' <!-- d\n", "y", 0),
        ("var re = /'/g; location.href = 'y'", "y", 0),
        ("location.href='https:&#x2f;&#x2f;a&#x2f;b'", "https://a/b", 0),
        ("location.href='https://a/?b=1&#x2f;c'", "https://a/?b=1&#x2f;c", 0),
    ],
)
def test_listed_idioms_are_read(script: str, address: str, delay: float) -> None:
    assert read(script) == Reading((Move(address, delay),))


@pytest.mark.parametrize(
    "script",
    [
        "if (wechat) { location.href='x' }",
        "if (wechat)\n location.href='x'",
        "if (wechat) return;\nlocation.href='x'",
        "for (;;) { location.href='x' }",
        "a ? location.href='x' : 0",
        "location.href = encodeURI('x')",
        "location.href = 'x' + tail",
        "location.href = base.replace('a', 'b')",
        "location[name] = 'x'",
        "window['loc' + 'ation'] = 'x'",
        "window['location'] = 'x'",
        "eval('x')",
        "new Function('x')()",
        "setTimeout(function(){ location.href='x' }, wait)",
        "setTimeout('location.href=' + u, 5)",
        "setInterval('location.href=u', 5)",
        "location.reload()",
        "var l = location; l.href = 'x'",
        "var go = location.assign; go('x')",
        "a.b.location = 'x'",
        "while (x-->0) location.href='q'",
        "document.forms[0].submit()",
        "document.getElementById('a').click()",
        "document.write('<meta http-equiv=refresh content=0>')",
        "wx.miniProgram.navigateTo({url: '/x'})",
        "navigation.navigate('/x')",
        "frame.src = 'weixin://dl/business'",
        "\\u006cocation = 'x'",
        "`${location = 'x'}`",
        "var u = 'a'; u = 'b'; location.href = u",
        "function go(){ location='z' } if (x) go()",
        "function go(){ location='a' } function go(){ location='b' } go()",
        "function a(){ b() } function b(){ location = x } run(a)",
        "(function(w){ w.x.location = 'y' })(window)",
        "location.href='a'; location.href='b'",
    ],
)
def test_everything_else_that_navigates_is_told(script: str) -> None:
    found = read(script)
    assert found.moves == ()
    assert found.unread


@pytest.mark.parametrize(
    "script",
    [
        "",
        "var a = location.search; send(location.href, document.location.pathname)",
        "// location.href='x'\n/* location.href='x' */",
        "var a = \"location.href='x'\"",
        "var re = /location.href='x'/",
        "xhr.open('GET', '/x'); document.open()",
        "config({location: 'here'}); if (location.hash == '#x') show()",
        "if (geo.location && window.location.host === 'a') track()",
        "location.hash = '#top'",
        "window[0].x = 1; window['ready'] = true",
        "img.src = 'https://a.example/pixel'",
        "button.onclick = function(){ location.href = 'x' }",
        "document.querySelector('.go').addEventListener('click', function(e){ location.href='x' })",
        "function go(){ location = 'z' } $('b').onclick = go",
        "function go(){ location = 'z' }",
    ],
)
def test_what_does_not_move_the_page(script: str) -> None:
    assert read(script) == Reading()


def test_moves_stand_in_order_of_time() -> None:
    found = read(
        "setTimeout(function(){ location.href='https://late' }, 2000)", "location.href = 'taobao://now'"
    )
    assert found.moves == (Move("taobao://now"), Move("https://late", 2000.0))


def test_timers_inside_timers_add_up() -> None:
    script = "setTimeout(function(){ setTimeout(function(){ location.href='x' }, 20) }, 300)"
    assert read(script).moves == (Move("x", 320.0),)


def test_values_of_a_page() -> None:
    page = PageScripts(["var cgiData = {type: 'x', url: 'https:&#x2f;&#x2f;a&#x2f;b'};"], ROOM)
    assert page.value("cgiData.url") == "https://a/b"
    assert page.value("cgiData.none") is None
    assert page.value("cgiData") is None


def test_a_value_set_twice_is_none() -> None:
    assert PageScripts(["var a = 'x'", "a = 'y'"], ROOM).value("a") is None


def test_what_is_too_long_is_unread_only_if_it_may_navigate() -> None:
    assert read("x" * ROOM, "y = 1") == Reading()
    assert read("x" * ROOM, "location.href = 'y'").unread == "location.href = 'y'"


@pytest.mark.parametrize(
    "bomb",
    [
        "if(a)" * 20_000 + "location=1",
        "a=b=>" * 20_000 + "location=1",
        "(" * 100_000 + "location=1",
        "{" * 100_000 + "location=1",
        "/*" * 60_000 + "location",
        "`" * 100_001 + "location",
        "=/[" * 30_000 + "location",
        "function f(){" * 9_000 + "location=1",
        "(function(){" * 9_000 + "location='x'" + "})()" * 9_000,
        "f();" * 20_000 + "function f(){g();g()}function g(){f();f();location=x}",
        "a" * 120_000 + ".location=1",
        "x.y" + "(1)" * 30_000 + ".location = 'x'",
        "'\\" * 60_000 + "location",
        "else " * 20_000 + "location=1",
    ],
)
def test_scripts_made_to_cost_time_come_to_an_end(bomb: str) -> None:
    found = PageScripts([bomb], 256 * 1024).read()
    assert isinstance(found, Reading)


PIECES = [
    "location", ".href", "=", "'x://y'", "\"", "'", "`", "${", "}", "{", "(", ")", ";", "\n", "setTimeout(",
    "function", " go", "=>", ",", "300", "if", "else", "return", "try", "catch", "var ", "window.", "/", "*",
    "//", "/*", "*/", "\\", "[", "]", "!", ".onclick", "open", "document.", "+", "do", "while", "\u2028",
    "\ud800",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_script_breaks_it(script: str) -> None:
    found = read(script)
    assert found.unread is None or len(found.unread) <= 200


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    page = PageScripts([text, "location=1;" + text], ROOM)
    page.read()
    page.value(text)
