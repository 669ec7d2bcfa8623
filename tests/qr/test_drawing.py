from linktester.qr.drawing import png, runs, svg
from linktester.qr.emblem import swiss_cross
from tests.fakes import pictures

ROWS = ((True, True, False), (False, False, False), (True, False, True))


def test_runs_are_the_dark_modules():
    assert list(runs(ROWS)) == [(0, 0, 2), (0, 2, 1), (2, 2, 1)]


def test_pixels_stand_where_the_modules_do():
    picture = pictures.opened(png(ROWS, 2, 1))
    assert picture.size == (10, 10)
    assert [picture.getpixel((x, 3)) for x in range(10)] == [255] * 2 + [0] * 4 + [255] * 4


def test_an_emblem_stands_in_the_middle():
    rows = ((True,) * 41,) * 41
    picture = pictures.opened(png(rows, 10, 4, swiss_cross(0.2)))
    assert picture.getpixel((245, 245)) == 255
    box = picture.crop((40, 40, 450, 450)).point(lambda value: value).getbbox()
    assert box is not None
    assert abs((box[0] + box[2]) / 2 - 205) <= 1


def test_a_drawing_says_its_printed_size():
    assert 'width="110mm" height="110mm" viewBox="0 0 11 11"' in svg(ROWS, 4, None, 30)
