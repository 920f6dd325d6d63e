"""The languages of the command line, and the catalogues they are read from."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from click.testing import CliRunner

from masked import Masked, words
from minutebook import catalogues
from minutebook.catalogues import available, catalogue, spoken
from minutebook.checks.texts import PLACEHOLDERS, placeholder
from minutebook.cli import cli
from minutebook.codes import CODES
from minutebook.commands import COMMANDS
from minutebook.commands.tongue import wanted
from minutebook.files import read_tree
from minutebook.load import load
from minutebook.records import KINDS
from minutebook.speech import _, ngettext, speaking
from minutebook.structure import fields_of

ROOT = Path(__file__).parents[1]
DAY = "2026-06-30"
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "no problems"
msgstr "rien à redire"

msgid "%(num)d page"
msgid_plural "%(num)d pages"
msgstr[0] "%(num)d page"
msgstr[1] "%(num)d pages en tout"

#, fuzzy
msgid "error"
msgstr "terreur"

msgid "warning"
msgstr ""
"""


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Catalogues in French and Brazilian Portuguese."""
    for name in ("fr", "pt_BR"):
        file = tmp_path / name / catalogues.FILE
        file.parent.mkdir(parents=True)
        file.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(catalogues, "_locales", lambda: tmp_path)
    for cached in (available, catalogue):
        cached.cache_clear()
    yield tmp_path
    for cached in (available, catalogue):
        cached.cache_clear()


# ---------------------------------------------------------------------- catalogues


def test_a_catalogue_is_found_by_its_tag(locales: Path) -> None:
    assert available() == ("en", "fr", "pt-BR")
    assert [spoken(tag) for tag in ("fr", "fr-CA", "FR_ca", "pt-br", "pt", "de", "")] == ["fr", "fr", "fr", "pt-BR", "", "", ""]
    assert catalogue("fr-CA").gettext("no problems") == "rien à redire"


def test_what_is_not_translated_is_english(locales: Path) -> None:
    with speaking("fr", catalogue("fr")):
        assert [_(text) for text in ("no problems", "error", "warning", "finding")] == ["rien à redire", "error", "warning", "finding"]
        assert [ngettext("%(num)d page", "%(num)d pages", n) for n in (0, 2)] == ["%(num)d page", "%(num)d pages en tout"]
    assert type(catalogue("de")) is type(catalogue("en")) is NullTranslations


# ---------------------------------------------------------------------- which language


@pytest.mark.parametrize(
    ("arguments", "environment", "found"),
    [
        ([], {}, "en"),
        (["--lang", "fr", "check"], {}, "fr"),
        (["--lang=fr-CA"], {}, "fr"),
        (["check", "--lang"], {}, "en"),
        (["--lang", "de"], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ([], {"LANG": "C.UTF-8", "LC_ALL": "pt_BR@euro"}, "pt-BR"),
        ([], {"LANG": "", "LC_ALL": "", "LC_MESSAGES": "fr"}, "fr"),
        ([], {"LANGUAGE": "de:fr:pt_BR", "LANG": "en_GB.UTF-8"}, "fr"),
        ([], {"LANGUAGE": "en_GB:fr", "LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LANG": "../../etc"}, "en"),
    ],
)
def test_the_language_asked_for(locales: Path, arguments: list[str], environment: dict[str, str], found: str) -> None:
    assert wanted(arguments, environment) == found


def test_a_language_that_is_not_spoken_is_said(locales: Path) -> None:
    result = CliRunner().invoke(cli, ["--lang", "de", "check"])
    assert result.exit_code == 2
    assert "'de' is not spoken here; there are: en, fr, pt-BR" in result.output


def test_english_reads_no_catalogue() -> None:
    code = "import sys\nfrom minutebook.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    environment = {"LANG": "en_GB.UTF-8", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code, "--help"], env=environment, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "minutebook.speech" in loaded
    assert not [name for name in loaded if name.partition(".")[0] in ("babel", "rich", "mkdocs") or name == "minutebook.catalogues"]


# ---------------------------------------------------------------------- everything is said in it

SPEAK = """
import sys
sys.path.insert(0, {tests!r})
from masked import Masked
from minutebook.cli import commands
from minutebook.commands.tongue import take_over
from minutebook.speech import speaking
take_over()
with speaking("xx", Masked()):
    commands()(prog_name="minutebook")
"""


def masked(*arguments: str, cwd: Path = ROOT) -> str:
    """What a command says in a language in which nothing can be read."""
    code = SPEAK.format(tests=str(ROOT / "tests"))
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


NAMES = words("minutebook options command args new paths ref code assembly name address " + " ".join((*COMMANDS, *KINDS)))


@pytest.mark.parametrize("command", ["", *COMMANDS, *(f"new {kind}" for kind in KINDS)])
def test_every_help_is_said(command: str) -> None:
    text = masked(*command.split(), "--help")
    assert "ж" in text
    options = words(" ".join(re.findall(r"--?[a-z-]+(?: [A-Z]+(?: RANGE)?| \[[a-z|]+\])?", text)))
    assert words(text) <= NAMES | options | {"commune"}


@pytest.mark.parametrize(
    "arguments",
    [
        "nothing", "shwo", "show", "show nothing", "show one two three", "show roquebelle --as-of soon", "check nowhere", "check README.md",
        "check --format yaml", "check --nothing", "explain nothing", "explain inquorat", "serve --port 0", "build --out /", "check --lang",
        "new minutes nowhere", "new minutes roquebele", "new report roquebelle --slug Ä", "new notice roquebelle --starts 25:00",
        "new assembly ./x", "new assembly Z --members a,b", "new minutes roquebelle --date 2026-04-13 --root /nowhere",
        "show sarrel-council/minutes/2026-06-28#nothing", "--lang zz check", "check --root /nowhere",
    ],
)  # fmt: skip
def test_every_refusal_is_said(arguments: str) -> None:
    text = masked(*arguments.split())
    typed = words(arguments) | {"text", "json", "github", "sarif", "ref", "help", "roquebelle", str(ROOT)}
    known = words(" ".join(re.findall(r"^ж: minutebook.*", text))) | words(" ".join(re.findall(r"'[^']*'", text))) | words(str(ROOT))
    assert words(text) <= NAMES | typed | known | words(" ".join(available())) | {"shares"}, text


RECORDS = sorted(file for file in read_tree(ROOT) if re.match(r"assemblies/(roquebelle|sarrel-council|pont-sarrel)/", file))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_is_shown_in_it(kind: str) -> None:
    """What is left in Latin letters stands in the records, or is an id."""
    folder = KINDS[kind].folder or "assembly"
    file = next(one for one in RECORDS if folder in one.replace(".", "/").split("/"))
    own = words(" ".join((data or b"").decode() + name for name, data in read_tree(ROOT).items()))
    text = masked("show", file, "--as-of", DAY)
    assert "ж" in text
    assert words(text) <= own, sorted(words(text) - own)


def test_codes_are_explained_in_it() -> None:
    assert words(masked("explain")) == words(" ".join(CODES))
    assert words(masked("explain", "quorum-not-recorded")) == words("quorum not recorded rules title general assembly present")


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_explains_itself_in_it(tmp_path: Path, kind: str) -> None:
    shutil.copytree(ROOT / "assemblies", tmp_path / "assemblies")
    others = {"mandate": ("--to", "sarrel-council"), "proposal": ("--to", "sarrel-council")}
    arguments = ("East",) if kind == "assembly" else ("roquebelle", "--date", "2027-03-03", *others.get(kind, ()))
    file = tmp_path / masked("new", kind, *arguments, cwd=tmp_path).splitlines()[0]
    head = file.read_text(encoding="utf-8").split("---\n")[1]
    explained = [line for line in head.splitlines() if line.startswith("# ") and not re.match(r"# (?: |[-a-z_]+:)", line)]
    assert explained
    names = words(" ".join(read_tree(ROOT))) | {field.key for field in fields_of(KINDS[kind].cls)}
    assert not [line for line in explained if words(line) - names]
    found = load(read_tree(tmp_path)).problems
    assert {one.code for one in found if one.span.file in str(file)} <= {"placeholder-left"}
    assert [one.code for one in found].count("placeholder-left") == (kind in ("mandate", "proposal"))


def test_a_placeholder_is_known_in_every_language() -> None:
    assert [placeholder(text) for text in sorted(PLACEHOLDERS)] == sorted(PLACEHOLDERS)
    with speaking("xx", Masked()):
        assert {placeholder(text) for text in PLACEHOLDERS} == {"‹ж ж ж ж›", "‹ж ж ж›"}
