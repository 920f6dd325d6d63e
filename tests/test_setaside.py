"""What is set aside takes with it what stands on it, and nothing else; the rest is published and says so."""

from __future__ import annotations

from datetime import date

from minutebook.load import load
from minutebook.settings import Settings
from minutebook.state import reckon
from rendered import render_site

DAY = date(2026, 6, 4)
RECORDS = {
    "council/assembly.md": "---\nname: Council\nkind: council\nmembers: [north]\n---\n",
    "north/assembly.md": "---\nname: North\nkind: commune\n---\n",
    "north/mandates/spring.md": "---\nto: council\nfor: {from: 2026-03-01, until: 2026-05-01}\ngranted: 2026-03-01\n---\n",
    "north/mandates/spring.fr.md": "---\ntitle: Printemps\n---\nLe mandat.\n",
    "north/reports/first.md": "---\nmandate: spring\n---\nWe went.\n",
    "council/proposals/water.md": "---\ntitle: Water\nto: nowhere\nproposed: 2026-02-07\neditions: [{id: 2, date: 2026-02-20, text: water.2.md}]\n---\n",
    "council/proposals/water.2.md": "The later text.\n",
    "council/proposals/water.fr.md": "---\ntitle: L’eau\n---\nLe texte.\n",
}
FILES = {f"assemblies/{path}": text.encode() for path, text in RECORDS.items()}


def test_texts_beside_a_record_are_set_aside_with_it_and_say_why() -> None:
    confederation = load(FILES)
    whole = {one.span.file.removeprefix("assemblies/") for one in confederation.aside if not one.part}
    assert whole == {
        "north/mandates/spring.md", "north/mandates/spring.fr.md",
        "council/proposals/water.md", "council/proposals/water.2.md", "council/proposals/water.fr.md",
    }  # fmt: skip
    said = {one.span.file: str(one.message) for one in confederation.problems if one.code == "translation-orphan"}
    assert "`council/proposals/water` is set aside" in said["assemblies/council/proposals/water.2.md"]
    assert "`north/mandates/spring` is set aside" in said["assemblies/north/mandates/spring.fr.md"]


def test_a_report_on_a_mandate_that_is_set_aside_is_published() -> None:
    pages = {page.path: page.content for page in render_site(reckon(load(FILES), DAY), Settings(as_of=DAY), {})}
    assert "We went." in pages["assemblies/north/reports/first/"]
    assert 'href="first/"' in pages["assemblies/north/reports/"]
