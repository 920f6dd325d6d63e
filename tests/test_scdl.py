"""SCDL délibérations: only what has a place there, as the schema and its further checks have it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from frictionless import Resource, Schema

from minutebook.exports import export_files
from minutebook.exports.scdl import COLUMNS
from minutebook.load import load
from minutebook.registers import ACTES, siret
from minutebook.settings import Settings
from minutebook.state import reckon

DAY = date(2026, 6, 4)
STANDARD = Path("/work/shared/data/standards/scdl/site/.vuepress/public/schemas/scdl/deliberations/2.1.5/schema.json")
POITIERS = "21860194600013"
MINUTES = """
present: 40
eligible: 43
decisions:
  - {id: roof, text: "The school roof,\\n repaired", outcome: adopted, x-actes: '8.1', votes: {for: 25, against: 10, abstain: 5}}
  - {id: fair, text: '=The fair', outcome: adopted}
  - {id: other, text: A text, outcome: adopted, x-actes: '12.9', votes: {for: 30, against: 4, blocked: 1}}
  - {id: well, on: north/well, outcome: adopted, votes: {for: 9, against: 1}}
  - {id: no, text: Refused, outcome: rejected}
  - {id: mood, text: A mood, outcome: adopted, indicative: true}
  - {id: later, text: On a condition, outcome: adopted, condition: money is found}
  - {id: secret, text: Withheld, outcome: adopted, withheld: names of persons}
  - {id: water, on: council/water, outcome: adopted, votes: {for: 9, against: 1}}
"""


def rows(assembly: str, minutes: str = MINUTES, site: str = "https://book.example/") -> list[dict[str, str]]:
    data = exported(assembly, minutes, site).get("data/scdl/north.csv", b"")
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def exported(assembly: str, minutes: str = MINUTES, site: str = "https://book.example/") -> dict[str, bytes]:
    found = {
        "assemblies/council/assembly.md": "name: Council\nkind: council\nmembers: [north]",
        "assemblies/north/assembly.md": f"name: North\nkind: commune\n{assembly}",
        "assemblies/north/proposals/well.md": "title: The well\nto: north\nproposed: 2026-01-10\nx-actes: '8.8'",
        "assemblies/council/proposals/water.md": "title: Water\nto: council\nproposed: 2026-01-10",
        "assemblies/north/minutes/2026-02-01.md": minutes,
    }
    state = reckon(load({path: f"---\n{text}\n---\n".encode() for path, text in found.items()}), DAY)
    assert not state.records.aside
    return export_files(state, Settings(as_of=DAY, site_url=site))


VALIDATA = {
    "commande publique", "urbanisme", "domaine et patrimoine", "fonction publique", "institutions et vie politique",
    "libertés publiques et pouvoirs de police", "finances locales", "domaines de compétences par thèmes", "autres domaines de compétences",
}  # fmt: skip
"""What a name of the nomenclature may begin with, by Validata's check `nomenclature-actes-value`."""

FULL = f"x-siret: '{POITIERS}'\nx-actes: '5.2'"


def test_only_adopted_local_decisions_are_in_the_file_each_with_the_nearest_matter() -> None:
    found = {row["DELIB_ID"].partition("#")[2]: row for row in rows(FULL)}
    assert {id: row["DELIB_MATIERE_CODE"] for id, row in found.items()} == {"roof": "8.1", "fair": "5.2", "other": "5.2", "well": "8.8"}
    roof = found["roof"]
    assert tuple(roof) == COLUMNS
    assert roof["COLL_SIRET"] == POITIERS
    assert roof["DELIB_OBJET"] == "The school roof, repaired"
    assert roof["DELIB_MATIERE_NOM"] == "domaines de compétences par thèmes/enseignement"
    assert [roof[name] for name in COLUMNS if name.startswith("VOTE")] == ["43", "40", "25", "10", "5"]
    assert roof["DELIB_URL"] == "https://book.example/assemblies/north/minutes/2026-02-01/#roof"
    assert [found["other"][name] for name in COLUMNS if name.startswith("VOTE")] == [""] * 5
    assert found["well"]["DELIB_OBJET"] == "The well"
    assert found["fair"]["DELIB_OBJET"] == "'=The fair"


@pytest.mark.parametrize("assembly", ["", "x-actes: '5.2'", "x-siret: '21860194600014'\nx-actes: '5.2'", "x-siret: '2186'\nx-actes: '5.2'"])
def test_there_is_no_file_without_a_right_siret(assembly: str) -> None:
    assert "data/scdl/north.csv" not in exported(assembly)


def test_without_a_matter_of_its_own_or_the_assemblys_a_decision_is_left_out() -> None:
    assert [row["DELIB_ID"].partition("#")[2] for row in rows(f"x-siret: '{POITIERS}'")] == ["roof", "well"]


def test_provisional_and_inquorate_decisions_are_left_out() -> None:
    assert not rows(FULL, "draft: true" + MINUTES)
    assert not rows(FULL + "\nrules: {quorum: 41}")


def test_the_address_is_left_out_where_it_is_not_known() -> None:
    assert {row["DELIB_URL"] for row in rows(FULL, site="")} == {""}


def test_a_siret_is_known_by_its_check_digit() -> None:
    assert siret("218 601 946 00013") == siret(POITIERS) == POITIERS
    assert siret("35600000049837")  # an office of the post
    assert siret("35600000000048")  # its head office
    assert not siret("35600000022596")
    assert not any(
        siret(wrong)
        for wrong in ("", "21860194600014", "0" * 14, "2186019460001", "２１８６０１９４６０００１３", "36075983867565", "x" * 14)
    )


def test_the_codes_are_those_the_schema_names() -> None:
    last = {"1": 7, "2": 3, "3": 6, "4": 5, "5": 8, "6": 5, "7": 10, "8": 9, "9": 4}
    assert set(ACTES) == {f"{first}.{second}" for first, end in last.items() for second in range(1, end + 1)}
    assert ACTES["8.4"] == "domaines de compétences par thèmes/aménagement du territoire"
    assert {name.split("/")[0] for name in ACTES.values()} == VALIDATA
    for name in ACTES.values():
        assert name == name.lower()
        assert name.count("/") == 1
        assert not set(name) & set(",()")


def test_the_file_is_valid_by_the_schema(tmp_path: Path) -> None:
    if not STANDARD.is_file():
        pytest.skip(f"the schema of SCDL is not in {STANDARD}")
    descriptor = json.loads(STANDARD.read_text(encoding="utf-8"))
    (tmp_path / "north.csv").write_bytes(exported(FULL)["data/scdl/north.csv"])
    report = Resource(path="north.csv", basepath=str(tmp_path), schema=Schema.from_descriptor(descriptor)).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert tuple(field["name"] for field in descriptor["fields"]) == COLUMNS
    for row in rows(FULL):
        tally = [int(row[name]) for name in ("VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION") if row[name]]
        assert not row["VOTE_REEL"] or int(row["VOTE_REEL"]) == sum(tally)
        assert not row["VOTE_EFFECTIF"] or int(row["VOTE_EFFECTIF"]) >= int(row["VOTE_REEL"])
        assert not row["VOTE_EFFECTIF"] or len(tally) == 3


def test_a_number_that_cannot_be_is_told_and_is_nowhere() -> None:
    files = {
        "assemblies/north/assembly.md": b"---\nname: North\nkind: commune\nx-siret: '218 601 946 00014'\n---\n",
        "assemblies/south/assembly.md": b"---\nname: South\nkind: commune\nx-siret: '218 601 946 00013'\n---\n",
    }
    records = load(files)
    assert [(one.code, one.span.file, one.span.line) for one in records.problems] == [
        ("not-in-register", "assemblies/north/assembly.md", 4)
    ]
    assert not records.aside
    found = json.loads(export_files(reckon(records, DAY), Settings(as_of=DAY))["data/popolo.json"])["organizations"]
    assert {one["id"]: one.get("identifiers") for one in found} == {"north": None, "south": [{"scheme": "SIRET", "identifier": POITIERS}]}
