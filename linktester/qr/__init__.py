"""Pictures of codes: make them, read them, and say whether a weak scanner would manage.

make(payload)   → Code       proved by decoding its own picture back
read(picture)   → Found…     every code in a PNG, JPEG, GIF, BMP, WebP or TIFF
check(picture)  → Finding…   what a picture lacks: quiet zone, contrast, size, spare error correction
"""

from linktester.qr.read import Found, read
from linktester.qr.render import Code, make
from linktester.qr.scannability import check

__all__ = ["Code", "Found", "check", "make", "read"]
