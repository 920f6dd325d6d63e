"""What our frames need of Material: our templates first, light and dark, nothing from elsewhere."""

from __future__ import annotations

from typing import Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from minutebook.speech import N_
from minutebook.theme_path import theme_dir

TEMPLATES: Final = theme_dir() / "material"

_LIGHT_AND_DARK: Final = [
    {
        "media": "(prefers-color-scheme)",
        "scheme": "auto",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-auto", "name": N_("Light or dark as the device is set; switch to light")},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": N_("Light; switch to dark")},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": N_("Dark; switch to the device's setting")},
    },
]
"""Without JavaScript the first holds: `auto` names no scheme of Material's, so that the stylesheet follows the device."""

_FEATURES: Final = ("navigation.tabs", "navigation.tabs.sticky", "navigation.top", "header.autohide")
"""What of Material's features suits pages made by us; the others need MkDocs' own pages, or fetch something."""


def dress(config: MkDocsConfig) -> None:
    """Set what our frames need of Material: our templates first, no fonts from elsewhere, light and dark.

    Material's templates put the site's name into the page as it is, so it is made safe here.
    """
    config.site_name = escape(config.site_name)
    theme = config.theme
    theme.dirs.insert(1 if theme.custom_dir else 0, str(TEMPLATES))
    theme["font"] = False
    theme["palette"] = theme.get("palette") or _LIGHT_AND_DARK
    wanted = {"navigation.tabs", *(theme.get("features") or [])}
    theme["features"] = [feature for feature in _FEATURES if feature in wanted]
    theme["icon"] = {"logo": "material/notebook-outline"} | dict(theme.get("icon") or {})
