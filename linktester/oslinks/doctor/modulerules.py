"""Elements of `uris` in a module.json5 whose regular expression the system refuses or nobody can try here."""

from linktester.model.message import message
from linktester.oslinks.doctor.table import Notes
from linktester.oslinks.filefindings import child, shown
from linktester.oslinks.harmony import Module, SkillUri, regex
from linktester.oslinks.reach import Budget, BudgetSpentError, Places


def look(module: Module, notes: Notes) -> None:
    """Note what is odd about the skills of a module."""
    for skill in module.skills:
        for uri in skill.uris:
            if uri.path_regex:
                _regex(uri, notes)


def _regex(uri: SkillUri, notes: Notes) -> None:
    place, pattern = child(uri.where, "pathRegex"), shown(uri.path_regex)
    try:
        regex.covers(f"{uri.start}/{uri.path_regex}", Places("", Budget()))
    except regex.BadRegexError:
        notes.add(place, message("linkdoctor.regex-refused", pattern=pattern))
    except (regex.NotSimulatedError, BudgetSpentError):
        notes.add(place, message("linkdoctor.regex-not-simulated", pattern=pattern))
