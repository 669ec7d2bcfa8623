"""What a `[[site]]` says of association files: the app that claims it, the files, what is wrong with them.

    claimed_by = "taobao"
    file_fault = "redirect"
    files = { ios = '…', android = '…', harmony = '…' }

Files that are left out are made up: they let the app open everything on the host.
"""

from dataclasses import replace

from linktester import links
from linktester.model.association import FileFault, SiteFiles
from linktester.model.world import Site
from linktester.oslinks import claims_host
from linktester.suite import axes
from linktester.suite.fields import Fields, shown

KEYS = ("claimed_by", "files", "file_fault")


def with_files(site: Site, fields: Fields) -> Site:
    """Return `site` with what `fields` say of its files; mistakes are noted."""
    app = fields.raw("claimed_by")
    claimed_by = None if app is None else axes.host(fields, fields.path_of("claimed_by"), app)
    found = replace(
        site,
        claimed_by=claimed_by,
        files=_files(fields),
        file_fault=fields.choice("file_fault", FileFault),
    )
    _check(found, fields)
    return found


def _files(fields: Fields) -> SiteFiles | None:
    table = fields.table("files")
    if table is None:
        return None
    found = SiteFiles(table.optional("ios"), table.optional("android"), table.optional("harmony"))
    table.close()
    return found


def _check(site: Site, fields: Fields) -> None:
    """Note files and faults that nobody would ever ask for, and an app that the phone has none of."""
    platforms = links.catalogue().platforms
    if site.claimed_by is not None and not platforms[site.claimed_by].apps:
        fields.note("claimed_by", "suite.no-app", found=shown(site.claimed_by))
    is_claimed = site.claimed_by is not None or any(
        claims_host(each.claims, site.host) for each in platforms.values()
    )
    idle = next((key for key in KEYS[1:] if fields.has(key)), None)
    if idle is not None and not is_claimed and not fields.has("claimed_by"):
        fields.note(idle, "suite.files-unclaimed", key=idle)
