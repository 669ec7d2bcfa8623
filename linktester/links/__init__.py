"""Links: which family a text is of, what it carries layer by layer, and what reaching it means."""

from linktester.links.build import build
from linktester.links.catalogue import Catalogue, catalogue
from linktester.links.codes import declared_content, standard_of
from linktester.links.diff import diff
from linktester.links.family import Codec, Expiry, Family, FieldSpec, Form, IdentityRule, Vector, Where
from linktester.links.find import find
from linktester.links.load import families, sources
from linktester.links.orders import is_order, looking, order_of
from linktester.links.parse import identify, parse

__all__ = [
    "Catalogue",
    "Codec",
    "Expiry",
    "Family",
    "FieldSpec",
    "Form",
    "IdentityRule",
    "Vector",
    "Where",
    "build",
    "catalogue",
    "declared_content",
    "diff",
    "families",
    "find",
    "identify",
    "is_order",
    "looking",
    "order_of",
    "parse",
    "sources",
    "standard_of",
]
