"""Does to pictures of codes what the world does: screenshots, compression, turning, bad printing."""

from io import BytesIO

from PIL import Image, ImageOps


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("L")


def saved(picture: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def clean(png: bytes) -> bytes:
    return png


def screenshot(png: bytes) -> bytes:
    """Stand the code on a white screen and scale all of it to 0.6."""
    code = opened(png)
    screen = Image.new("L", (code.width + 400, code.height + 300), 255)
    screen.paste(code, (200, 150))
    return saved(
        screen.resize((round(screen.width * 0.6), round(screen.height * 0.6)), Image.Resampling.LANCZOS)
    )


def jpeg(png: bytes) -> bytes:
    return saved(opened(png), "JPEG", quality=40)


def turned(png: bytes) -> bytes:
    return saved(opened(png).rotate(30, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC))


def inverted(png: bytes) -> bytes:
    return saved(ImageOps.invert(opened(png)))


def faint(png: bytes, percent: float) -> bytes:
    """Squeeze black and white together around grey, `percent` of full scale apart."""
    half = 255 * percent / 200
    return saved(Image.eval(opened(png), lambda value: round(128 - half if value < 128 else 128 + half)))


def bordered(png: bytes, old: int, new: int, page: int = 255) -> bytes:
    """Cut the `old` pixels of border down to `new`, on a page of shade `page`."""
    code = opened(png)
    cut = old - new
    inner = code.crop((cut, cut, code.width - cut, code.height - cut))
    return saved(ImageOps.expand(inner, border=120, fill=page))


def with_logo(png: bytes, share: float) -> bytes:
    """Put a grey disc-less square logo with a white rim in the middle, `share` of the side wide."""
    code = opened(png)
    side = round(code.width * share)
    logo = ImageOps.expand(Image.new("L", (side, side), 90), border=4, fill=255)
    code.paste(logo, ((code.width - logo.width) // 2, (code.height - logo.height) // 2))
    return saved(code)


def scaled(png: bytes, by: int) -> bytes:
    code = opened(png)
    return saved(code.resize((code.width // by, code.height // by), Image.Resampling.NEAREST))


def side_by_side(*pngs: bytes) -> bytes:
    codes = [opened(png) for png in pngs]
    sheet = Image.new("L", (sum(c.width for c in codes) + 60, max(c.height for c in codes) + 60), 255)
    left = 20
    for code in codes:
        sheet.paste(code, (left, 30))
        left += code.width + 10
    return saved(sheet)
