"""`minutebook withhold`: a name is replaced wherever the site would show it, in one commit, with a public note that it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from minutebook.commands.committing import change, ready
from minutebook.commands.options import find_root, root_option, today
from minutebook.speech import _, ngettext, speak, speaking

if TYPE_CHECKING:
    from minutebook.withholding import Withheld

_SHOWN: Final = 20


@click.command(
    "withhold",
    help="\n\n".join(
        (
            _("Replace a name everywhere the site would show it, and note publicly that a name was replaced."),
            _("Several names are several spellings of one person's name."),
            _("All files change together, in one commit of git where the folder has one; what may still tell the name is listed."),
            _("Copies that others made, and the history of the folder, keep the name."),
        )
    ),
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", default="", help=_("A reason, for the public note. It must not tell the name."))
@click.option("--yes", is_flag=True, help=_("Do it without asking."))
@click.option("--no-commit", "bare", is_flag=True, help=_("Only change the files."))
@root_option
def command(names: tuple[str, ...], why: str, yes: bool, bare: bool, root: Path | None) -> None:
    """Replace a name everywhere the site would show it."""
    from minutebook.naming import tells
    from minutebook.withholding import NOTE, withhold

    found = find_root(root)
    content, language = _site(found)
    before, others = _texts(found, content)
    note = _named(found, content, NOTE)
    if not all(any(map(str.isalnum, name)) for name in names):
        raise click.UsageError(_("Which name?"))
    if tells(why, names):
        raise click.UsageError(_("the reason tells the name; nothing was changed"))
    withheld = withhold(before, names, language, others)
    if not withheld.files:
        _tell_left(withheld)
        raise click.ClickException(_("%(name)s stands nowhere; nothing was changed") % {"name": ", ".join(names)})
    _refuse_harm(found, withheld)
    files = {**withheld.files, note: _noted(withheld.files.get(note, before.get(note, b"")), withheld, why, language)}
    git = not bare and ready(found, list(files))
    _tell(withheld, before, language)
    if not yes:
        click.confirm(_("Replace the name in these files?"), abort=True)
    # The message does not tell the name.
    change(found, files, before, f"Withhold a name ({withheld.number}) in {len(withheld.files)} files", git)
    click.echo(
        ngettext("The name was replaced in %(num)d file.", "The name was replaced in %(num)d files.", len(withheld.files))
        % {"num": len(withheld.files)}
    )
    click.echo(_("The public note: %(file)s") % {"file": note})
    click.echo(_("The site shows the name until it is built again."))
    _tell_left(withheld)


def _site(root: Path) -> tuple[Path, str]:
    """The folder of the site's own texts, and the site's language."""
    if not (root / "mkdocs.yml").is_file():
        return root / "content", "en"
    from minutebook.shell.config import ConfigError, read_config

    try:
        site = read_config(root)
        return site.content_dir, site.settings(today()).language
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def _texts(root: Path, content: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """All texts that are published, by their paths from the root; and whatever else is served, of the site's own files what is in them, of
    records that are no texts the path alone."""
    from minutebook.commands.loading import read_records
    from minutebook.files import ENDING
    from minutebook.shell.content import read_content

    found: dict[str, bytes] = {}
    others = {path.name: path.read_bytes() for path in (root / "mkdocs.yml",) if path.is_file()}
    for path, data in read_records(root).items():
        text = data is not None and path.endswith(ENDING)
        (found if text else others)[path] = (data or b"") if text else b""
    for path, data in read_content(content).items():
        (found if path.endswith(ENDING) else others)[_named(root, content, path)] = data
    return found, others


def _named(root: Path, content: Path, path: str) -> str:
    """How a file of the site's own texts is named from the root."""
    return (content / path).relative_to(root).as_posix() if content.is_relative_to(root) else str(content / path)


def _refuse_harm(root: Path, withheld: Withheld) -> None:
    """Stop where the records would have errors that they did not have."""
    from minutebook.codes import severity_of
    from minutebook.commands.loading import read_records
    from minutebook.load import load
    from minutebook.problems import Severity

    there = read_records(root)
    old, new = (
        [one for one in load(files).problems if severity_of(one.code) is Severity.ERROR]
        for files in (there, {path: withheld.files.get(path, data) for path, data in there.items()})
    )
    known = Counter((one.code, one.span.file) for one in old)
    worse = [one for one in new if not _took(known, (one.code, one.span.file))]
    if worse:
        said = "".join(f"\n  {one.span.file}:{one.span.line}: {speak(one.message)}" for one in worse[:_SHOWN])
        help = _("where the name is also an id, write another id first, everywhere")
        raise click.ClickException(_("nothing was changed, because these records would then have errors:") + said + f"\n{help}")


def _took(known: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    known[key] -= 1
    return known[key] >= 0


def _tell(withheld: Withheld, before: Mapping[str, bytes], language: str) -> None:
    """What is about to change: file by file, the lines that do."""
    from minutebook.naming import around
    from minutebook.withholding import instead

    words = instead(language, withheld.number)
    for path, data in withheld.files.items():
        click.echo(path)
        old, new = (text.decode().splitlines() for text in (before[path], data))
        for line in (line.strip() for line in new if line not in set(old)):
            click.echo(f"  {around(line, max(0, line.find(words)))}")


def _tell_left(withheld: Withheld) -> None:
    """What a reader should look at: perhaps the name, perhaps somebody else's."""
    if not withheld.left:
        return
    click.echo(_("What may still tell the name (look at each; withhold another spelling with the same command):"), err=True)
    for one in withheld.left[:_SHOWN]:
        click.echo(f"  {one.file}:{one.line}: {one.text}" if one.line else f"  {one.file}", err=True)
    if (more := len(withheld.left) - _SHOWN) > 0:
        click.echo("  " + ngettext("and %(num)d more place", "and %(num)d more places", more) % {"num": more}, err=True)
    if any(not one.line for one in withheld.left):
        click.echo(_("A file's name is part of a public address: rename such a file, without `formerly:`."), err=True)


def _noted(before: bytes, withheld: Withheld, why: str, language: str) -> bytes:
    """The public note with one entry more, in the site's language."""
    from minutebook.catalogues import catalogue
    from minutebook.withholding import NOTE, noted

    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(_("%(file)s is not UTF-8; save it as UTF-8 first") % {"file": NOTE}) from None
    with speaking(language, catalogue(language)):
        return noted(text, withheld, why, today()).encode()
