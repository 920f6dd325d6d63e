"""The configuration of a site: the root's `mkdocs.yml`, or ours where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from minutebook.catalogues import available, spoken
from minutebook.settings import Settings
from minutebook.shell.dress import TEMPLATES, dress
from minutebook.speech import _
from minutebook.theme_path import theme_dir

CONFIG: Final = "mkdocs.yml"
CONTENT: Final = "content"
PLUGIN: Final = "minutebook"
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_OWNER: Final = re.compile(r"([a-z0-9][a-z0-9.-]*,\d{4}(-\d{2}(-\d{2})?)?(:[A-Za-z0-9._~/-]*)?)?")
_FORGES: Final[tuple[tuple[str, str, str], ...]] = (
    ("github.com", "edit/{branch}/", "new/{branch}/"),
    ("gitlab.com", "-/edit/{branch}/", "-/new/{branch}/"),
    ("codeberg.org", "_edit/{branch}/", "_new/{branch}/"),
)
"""Where a forge edits a file and makes a new one, after the repository's own address."""


class Day(c.OptionallyRequired[date]):
    """A date, as YAML reads it or in quotes."""

    def run_validation(self, value: object) -> date:
        """The date; datetimes are none."""
        try:
            day = value if type(value) is date else date.fromisoformat(str(value))
        except ValueError:
            raise base.ValidationError(_("%(value)s is not a date like 2026-06-04") % {"value": value}) from None
        if day.year > 2999:
            raise base.ValidationError(_("%(value)s is too far off to reckon with") % {"value": value})
        return day


class Translated(base.Config):
    """What the site says of itself, in another language."""

    site_name = c.Optional(c.Type(str))
    site_description = c.Optional(c.Type(str))
    copyright = c.Optional(c.Type(str))


class PluginOptions(base.Config):
    """What may stand under `plugins: - minutebook:` in mkdocs.yml."""

    as_of = c.Optional(Day())
    strict = c.Type(bool, default=False)
    offline = c.Type(bool, default=False)
    branch = c.Type(str, default="main")
    edit_url = c.Optional(c.URL(is_dir=True))
    new_url = c.Optional(c.URL(is_dir=True))
    licence = c.Type(str, default="")
    licence_url = c.Optional(c.URL())
    languages = c.ListOfItems(c.Type(str), default=[])
    translated = c.DictOfItems(c.SubConfig(Translated), default={})
    past = c.Optional(c.Type(bool))
    tag = c.Type(str, default="")


class ConfigError(Exception):
    """What is wrong with a site's configuration, in one sentence."""


@dataclass(frozen=True)
class SiteConfig:
    """A site's configuration, read once: MkDocs' own for the frames, our settings for the core."""

    root: Path
    site_name: str
    mkdocs: MkDocsConfig
    options: PluginOptions

    @property
    def content_dir(self) -> Path:
        """Where the pages around the records lie: guides, pictures. There need be none."""
        folder = Path(self.mkdocs.docs_dir)
        return self.root / CONTENT if folder == TEMPLATES else folder

    @property
    def site_dir(self) -> Path:
        """Where the site goes unless said otherwise."""
        return Path(self.mkdocs.site_dir)

    @property
    def watched(self) -> tuple[Path, ...]:
        """What a served site is built from."""
        paths = (self.root / "assemblies", self.content_dir, self.root / CONFIG, self.root / "theme", theme_dir())
        return tuple(dict.fromkeys(path for path in paths if path.exists()))

    def settings(self, today: date, as_of: date | None = None, offline: bool = False) -> Settings:
        """The settings of one build: for `as_of`, else the day the configuration names, else today; `offline`, or as it says there."""
        mkdocs, options = self.mkdocs, self.options
        edit, new = _forge(mkdocs.repo_url or "", options.branch)
        language = str(mkdocs.theme.get("language") or "en")
        return Settings(
            as_of=as_of or options.as_of or today,
            site_name=self.site_name,
            site_description=mkdocs.site_description or "",
            site_url=mkdocs.site_url or "",
            repo_url=mkdocs.repo_url or "",
            edit_url=options.edit_url or edit,
            new_url=options.new_url or new,
            copyright=mkdocs.copyright or "",
            licence=options.licence,
            licence_url=options.licence_url or "",
            past=options.past,
            language=language,
            languages=tuple(dict.fromkeys((language, *options.languages))),
            offline=offline or options.offline,
            tag=options.tag,
            translated={tag: {key: text for key, text in own.items() if text} for tag, own in options.translated.items()},
        )


def read_config(root: Path, file: Path | None = None) -> SiteConfig:
    """The configuration of the confederation in `root`. A folder with nothing but `assemblies/` has ours.

    Raises ConfigError with MkDocs' own words about a value that it refuses.
    """
    root = root.resolve()
    path = file or root / CONFIG
    config = MkDocsConfig(config_file_path=str(path))
    try:
        config.load_dict(_defaults(root))
        if path.is_file():
            with open(path, "rb") as handle:
                config.load_file(handle)
        config.load_dict({"theme": _named(config["theme"])})
        errors, _warnings = config.validate()
    except (MkDocsException, OSError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if errors:
        raise ConfigError("; ".join(f"{path}: {name}: {error}" for name, error in errors))
    if config.theme.name != "material":
        raise ConfigError(_("%(file)s: theme: Minutebook's pages need the theme material") % {"file": path})
    plugin = config.plugins.get(PLUGIN)
    options = plugin.config if plugin is not None else _no_options()
    _refuse_unspoken(path, "theme: language", [str(config.theme.get("language") or "en")])
    _refuse_unspoken(path, "languages", options.languages)
    if not _OWNER.fullmatch(options.tag):
        raise ConfigError(
            _("%(file)s: tag: %(tag)r is not a host and a year like sarrel.example,2026") % {"file": path, "tag": options.tag}
        )
    name = config.site_name
    dress(config)
    return SiteConfig(root, name, config, options)


def _refuse_unspoken(file: Path, name: str, tags: Iterable[str]) -> None:
    """Pages in a language that has no catalogue would be English and say otherwise."""
    for tag in tags:
        if not (_TAG.fullmatch(tag) and spoken(tag)):
            words = {"file": file, "name": name, "tag": tag, "known": ", ".join(available())}
            raise ConfigError(_("%(file)s: %(name)s: there is no translation into %(tag)r; there are: %(known)s") % words)


def _defaults(root: Path) -> dict[str, Any]:
    """What holds where mkdocs.yml says nothing."""
    content = root / CONTENT
    return {
        "site_name": "Minutebook",
        "docs_dir": str(content if content.is_dir() else TEMPLATES),  # MkDocs wants a folder that exists
        "site_dir": str(root / "site"),
        "plugins": [],
        "theme": {"name": "material"},
    }


def _named(theme: object) -> object:
    """A theme's configuration, with its name where only its options are given."""
    return {"name": "material", **theme} if isinstance(theme, dict) else theme


def _no_options() -> PluginOptions:
    options = PluginOptions()
    options.load_dict({})
    options.validate()
    return options


def _forge(repo_url: str, branch: str) -> tuple[str, str]:
    """Where the forge of a repository edits a file and makes a new one; empty where the forge is not known."""
    host = urlsplit(repo_url).hostname
    for name, edit, new in _FORGES:
        if host == name:
            home = repo_url.rstrip("/") + "/"
            return home + edit.format(branch=branch), home + new.format(branch=branch)
    return "", ""
