"""The data as search engines for data read it: schema.org's `Dataset`, in the head of the data page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from minutebook.exports.schema import SCHEMA
from minutebook.page import relative
from minutebook.pages.described import element
from minutebook.pages.speech import _, language
from minutebook.pages.view import Site
from minutebook.settings import Settings

_FORMS: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
PATH: Final = "data/"


def dataset(site: Site, whole: Iterable[tuple[str, str]]) -> str:
    """The script element with the description. `whole` are the paths of the files that hold everything, with what each is."""
    settings = site.settings
    tables = ((f"data/{table.name}.{kind}", _(table.row)) for table in SCHEMA.values() for kind in ("csv", "json"))
    found: dict[str, Any] = {
        "@type": "Dataset",
        "name": _("%(site)s: data") % {"site": settings.site_name},
        "description": settings.site_description
        or _("Who was mandated to say what, whether they said it, and what each assembly has ratified."),
        "url": _way(site, PATH),
        "inLanguage": language(),
        "version": site.day.isoformat(),
        "temporalCoverage": f"../{site.day.isoformat()}",
        "isAccessibleForFree": True,
        "license": _licence(settings),
        "creator": {"@type": "Organization", "name": settings.site_name},
        "distribution": [_download(site, path, what) for path, what in (*whole, *tables)],
    }
    return str(element(found))


def _licence(settings: Settings) -> str | dict[str, str] | None:
    """The licence by its address; where none is stated, by its name."""
    return settings.licence_url or ({"@type": "CreativeWork", "name": settings.licence} if settings.licence else None)


def _download(site: Site, path: str, what: str) -> dict[str, Any]:
    found = {
        "@type": "DataDownload",
        "name": path.removeprefix(PATH),
        "description": what,
        "contentUrl": _way(site, path),
        "encodingFormat": _FORMS[path.rsplit(".", 1)[1]],
    }
    return {**found, "contentSize": f"{site.files[path]} B"} if path in site.files else found


def _way(site: Site, path: str) -> str:
    """The full address of a path; where the site's own is not known, the way from the data page."""
    settings = site.settings
    return settings.address(path) or relative(settings.within(PATH), settings.within(path), settings.offline)
