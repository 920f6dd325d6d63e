"""`minutebook withhold`: a name is replaced wherever the site would show it, in one commit, with a public note that it was."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

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
    from minutebook.withholding import NOTE, tells, withhold

    found = find_root(root)
    content, language = _site(found)
    before, others = _texts(found, content)
    if not all(any(map(str.isalnum, name)) for name in names):
        raise click.UsageError(_("Which name?"))
    if tells(why, names):
        raise click.UsageError(_("the reason tells the name; nothing was changed"))
    withheld = withhold(before, names, language, others)
    if not withheld.files:
        _tell_left(withheld)
        raise click.ClickException(_("%(name)s stands nowhere; nothing was changed") % {"name": ", ".join(names)})
    assemblies = _refuse_harm(found, withheld)
    _tell(withheld, before, language)
    if not yes:
        click.confirm(_("Replace the name in these files?"), abort=True)
    note = (content / NOTE).relative_to(found).as_posix() if content.is_relative_to(found) else str(content / NOTE)
    files = {**withheld.files, note: _note(found, note, withheld, why, language, assemblies)}
    git = not bare and _in_git(found)
    if git:
        _refuse_unclean(found, list(files))
    _write(found, files)
    if git:
        _commit(found, list(files), withheld)
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
    """All texts that are published, by their paths from the root; and whatever else is served of the site's own files."""
    from minutebook.commands.loading import read_records
    from minutebook.files import ENDING
    from minutebook.shell.content import read_content

    found = {path: data for path, data in read_records(root).items() if data is not None and path.endswith(ENDING)}
    others = {path.name: path.read_bytes() for path in (root / "mkdocs.yml",) if path.is_file()}
    for path, data in read_content(content).items():
        name = (content / path).relative_to(root).as_posix() if content.is_relative_to(root) else str(content / path)
        (found if path.endswith(ENDING) else others)[name] = data
    return found, others


def _refuse_harm(root: Path, withheld: Withheld) -> dict[str, str]:
    """Stop where the records would have errors that they did not have; else the names of the assemblies by id, as they are then."""
    from minutebook.codes import severity_of
    from minutebook.commands.loading import read_records
    from minutebook.load import load
    from minutebook.problems import Severity

    there = read_records(root)
    books = [load(files) for files in (there, {path: withheld.files.get(path, data) for path, data in there.items()})]
    old, new = ([one for one in book.problems if severity_of(one.code) is Severity.ERROR] for book in books)
    known = Counter((one.code, one.span.file) for one in old)
    worse = [one for one in new if not _took(known, (one.code, one.span.file))]
    if worse:
        said = "".join(f"\n  {one.span.file}:{one.span.line}: {speak(one.message)}" for one in worse[:_SHOWN])
        raise click.ClickException(_("nothing was changed, because these records would then have errors:") + said)
    return {id: one.name for id, one in books[1].assemblies.items()}


def _took(known: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    known[key] -= 1
    return known[key] >= 0


def _tell(withheld: Withheld, before: Mapping[str, bytes], language: str) -> None:
    """What is about to change: file by file, the lines that do."""
    from minutebook.withholding import around, instead

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


def _note(root: Path, note: str, withheld: Withheld, why: str, language: str, assemblies: Mapping[str, str]) -> bytes:
    """The public note with one entry more, in the site's language."""
    from minutebook.catalogues import catalogue
    from minutebook.withholding import noted

    file = root / note
    before = withheld.files.get(note, file.read_bytes() if file.is_file() else b"")
    with speaking(language, catalogue(language)):
        return noted(before.decode(), withheld, why, today(), assemblies).encode()


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    """Change all files, or none: where one cannot be written, those before it are as they were."""
    done: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            file = root / path
            done[file] = file.read_bytes() if file.is_file() else None
            file.parent.mkdir(parents=True, exist_ok=True)
            _replace(file, data)
    except OSError as error:
        for file, data_before in done.items():
            if data_before is None:
                file.unlink(missing_ok=True)
            elif file.read_bytes() != data_before:
                _replace(file, data_before)
        raise click.ClickException(f"{error.filename}: {error.strerror}; " + _("nothing was changed")) from error


def _replace(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(data)
        if file.exists():
            beside.chmod(file.stat().st_mode & 0o777)
        os.replace(beside, file)
    finally:
        beside.unlink(missing_ok=True)


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        return subprocess.CompletedProcess(words, 127, "", error.strerror or "")


def _in_git(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == "true"


def _refuse_unclean(root: Path, files: Sequence[str]) -> None:
    """Stop where these files have changes that were not committed: the one commit would hold them too."""
    changed = _git(root, "status", "--porcelain", "--", *files).stdout.splitlines()
    if changed:
        said = _("these files have changes that are not committed yet; commit them first, or use --no-commit:")
        raise click.ClickException(said + "".join(f"\n  {line[3:]}" for line in changed))


def _commit(root: Path, files: Sequence[str], withheld: Withheld) -> None:
    """One commit of exactly these files. Its message does not tell the name."""
    message = f"Withhold a name ({withheld.number}) in {len(withheld.files)} files"
    for words in (("add", "--", *files), ("commit", "--quiet", "--message", message, "--", *files)):
        done = _git(root, *words)
        if done.returncode != 0:
            said = _("the files are changed, but git did not commit them: %(said)s")
            raise click.ClickException(said % {"said": (done.stderr or done.stdout).strip()})
