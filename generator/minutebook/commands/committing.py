"""Changing files and committing them: all of them, in one commit, or none."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from minutebook.speech import _


def change(root: Path, files: Mapping[str, bytes], before: Mapping[str, bytes], message: str, commit: bool) -> None:
    """Write the files, by their paths from `root`, and with `commit` commit exactly these; where anything fails, all is as it was.

    `before` is what was read of each before; one that is not in it was not there. Raises ClickException where that is not so any more,
    and where the disk or git refuses.
    """
    with _unbroken(), _written(root, files, before):
        if commit:
            _commit(root, list(files), message)


def ready(root: Path, files: Sequence[str]) -> bool:
    """Whether the files can be committed: False where the folder has no git. Raises ClickException where git would refuse, or would commit
    what somebody else changed."""
    if _git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != "true":
        return False
    top = Path(_git(root, "rev-parse", "--show-toplevel").stdout.strip()).resolve()
    if outside := [path for path in files if not (root / path).resolve().is_relative_to(top)]:
        raise _refused(_("these files lie outside the folder that git keeps; use --no-commit, and commit them where they are:"), outside)
    if _git(root, "symbolic-ref", "--quiet", "HEAD").returncode != 0:
        raise _refused(_("git is at no branch, so a commit would soon be lost; switch to one, or use --no-commit"))
    if (asked := _git(root, "var", "GIT_COMMITTER_IDENT")).returncode != 0:
        raise _refused(_("git does not know who you are; tell it as it says, or use --no-commit:"), asked.stderr.strip().splitlines())
    changed = _git(root, "status", "--porcelain", "--", *files).stdout.splitlines()
    if changed:
        said = _("these files have changes that are not committed yet; commit them first, or use --no-commit:")
        raise _refused(said, [line[3:] for line in changed])
    return True


@contextmanager
def _written(root: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> Iterator[None]:
    """The files changed while something is done with them; as they were where that fails."""
    places = {root / path: data for path, data in files.items()}
    old = {file: file.read_bytes() if file.is_file() else None for file in places}
    if other := [path for path in files if old[root / path] != before.get(path)]:
        raise _refused(_("these files were changed meanwhile; nothing was changed by this command, run it again:"), other)
    done: list[Path] = []
    try:
        for file, data in places.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            _beside(file).write_bytes(data)
            if file.exists():
                _beside(file).chmod(file.stat().st_mode & 0o777)
        for file in places:
            done.append(file)
            os.replace(_beside(file), file)
        yield
    except BaseException as error:
        for file in done:
            if (data_before := old[file]) is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(data_before)
        if isinstance(error, OSError):
            raise click.ClickException(f"{error.filename}: {error.strerror}; " + _("nothing was changed")) from error
        raise
    finally:
        for file in places:
            _beside(file).unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(f".{file.name}.new")


@contextmanager
def _unbroken() -> Iterator[None]:
    """Nobody breaks in: Ctrl-C and the like are passed over until this is done, by git too. It takes a moment."""
    before = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _commit(root: Path, files: Sequence[str], message: str) -> None:
    for words in (("add", "--", *files), ("commit", "--quiet", "--message", message, "--", *files)):
        done = _git(root, *words)
        if done.returncode != 0:
            _git(root, "reset", "--quiet", "--", *files)
            raise _refused(_("git did not commit, and nothing was changed:"), (done.stderr or done.stdout).strip().splitlines())


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "--literal-pathspecs", "-C", str(root), *words]
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        return subprocess.CompletedProcess(words, 127, "", error.strerror or "")


def _refused(said: str, lines: Sequence[str] = ()) -> click.ClickException:
    return click.ClickException("\n  ".join((said, *lines)))
