"""Where the theme lies: inside the installed package, or at the top of the repository when working on it."""

from pathlib import Path


def theme_dir() -> Path:
    """The folder with templates, stylesheets and scripts."""
    package = Path(__file__).resolve().parent
    packaged = package / "theme"
    return packaged if packaged.is_dir() else package.parents[1] / "theme"
