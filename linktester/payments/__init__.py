"""Payment codes: reads, judges, explains and writes every standard of `data/payments`. Sends nothing.

    detect(octets)            which standard claims a payload
    read(octets)              fields, offsets, findings – whatever the octets are
    encode(reading)           the octets again, from the fields
    spoken(reading, language) what is wrong, fields by their names
    form(standard), write(…)  a new code from named values

What is broken on purpose comes from `mutate`. Codecs are imported when a payload of theirs turns up.
"""

from linktester.payments.detect import MAX_OCTETS, detect
from linktester.payments.reading import encode, read
from linktester.payments.speaking import spoken, spoken_problems
from linktester.payments.standards import standard, standards
from linktester.payments.writing import form, write

__all__ = [
    "MAX_OCTETS",
    "detect",
    "encode",
    "form",
    "read",
    "spoken",
    "spoken_problems",
    "standard",
    "standards",
    "write",
]
