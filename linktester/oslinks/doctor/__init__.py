"""The doctor of association files: what is wrong in them, one by one and against each other.

examine(files, decisions)   findings with stable codes, places and remedies
entries()                   the table of all codes: severity and source
"""

from linktester.oslinks.doctor.examine import Diagnosis, examine
from linktester.oslinks.doctor.suppressions import Suppression
from linktester.oslinks.doctor.table import Entry, entries

__all__ = ["Diagnosis", "Entry", "Suppression", "entries", "examine"]
