from linktester.model.association import FileFault
from linktester.serve.faults import Breaks, Fault, FaultMatch, with_filler, with_neighbour

PAGE = (
    '<html><head><title>商品</title><link rel="canonical" href="https://item.taobao.com/item.htm?id=19">'
    '<meta property="og:url" content="https://item.taobao.com/item.htm?id=19">'
    '<script>var a = "留下";</script></head><body><p class="说明">价格 42</p></body></html>'
)


def test_filler_replaces_words_and_leaves_scripts_and_attributes() -> None:
    filled = with_filler(PAGE)
    assert "价格" not in filled
    assert "商品" not in filled
    assert 'var a = "留下";' in filled
    assert 'class="说明"' in filled
    assert 'rel="canonical" href="https://item.taobao.com/item.htm?id=19"' in filled


def test_a_neighbour_is_another_thing_in_both_places() -> None:
    other = with_neighbour(PAGE)
    assert other.count("item.htm?id=20") == 2
    assert "id=19" not in other


def test_a_neighbour_without_number_is_another_path() -> None:
    page = '<link rel="canonical" href="https://shop.example/about">'
    assert 'href="https://shop.example/about/other"' in with_neighbour(page)


def test_leading_zeros_survive() -> None:
    page = '<link rel="canonical" href="https://a.example/0099">'
    assert 'href="https://a.example/0100"' in with_neighbour(page)


def test_a_fault_hits_by_pattern() -> None:
    fault = Fault(does=Breaks.LOGIN, match=FaultMatch(host="*.taobao.com", path="/item*"))
    assert fault.hits("item.taobao.com", "/item.htm")
    assert not fault.hits("item.taobao.com", "/shop")
    assert not fault.hits("taobao.com", "/item.htm")


def test_faults_of_pages_and_of_association_files_are_told_apart() -> None:
    assert Breaks.LOGIN.of_files is None
    assert {each.of_files for each in Breaks} == {None, *FileFault}
