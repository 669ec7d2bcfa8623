"""A project: a folder of suites, read, edited piece by piece, and saved without losing what others wrote."""

from linktester.project.drafts import Draft, Drafts, Unfinished
from linktester.project.edit import (
    duplicated,
    free_id,
    ids_of,
    inserted,
    moved,
    removed,
    renamed,
    with_case,
    with_matrix,
    with_site,
    with_sites,
    without_site,
)
from linktester.project.folder import Changes, Project
from linktester.project.forms import CaseForm, ExpectForm, StandForm, case_of, form_of, listed
from linktester.project.headform import HeadForm, SiteForm, head_of, with_head
from linktester.project.manage import delete, import_table, new_suite, rename, restore
from linktester.project.newcase import link_in, new_case, suggested_id
from linktester.project.saving import Changed, Saved, keep_mine, save, save_copy
from linktester.project.suitefile import SuiteFile, open_file, same, same_case

__all__ = [
    "CaseForm",
    "Changed",
    "Changes",
    "Draft",
    "Drafts",
    "ExpectForm",
    "HeadForm",
    "Project",
    "Saved",
    "SiteForm",
    "StandForm",
    "SuiteFile",
    "Unfinished",
    "case_of",
    "delete",
    "duplicated",
    "form_of",
    "free_id",
    "head_of",
    "ids_of",
    "import_table",
    "inserted",
    "keep_mine",
    "link_in",
    "listed",
    "moved",
    "new_case",
    "new_suite",
    "open_file",
    "removed",
    "rename",
    "renamed",
    "restore",
    "same",
    "same_case",
    "save",
    "save_copy",
    "suggested_id",
    "with_case",
    "with_head",
    "with_matrix",
    "with_site",
    "with_sites",
    "without_site",
]
