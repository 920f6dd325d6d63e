"""Registers of others that a record may name in an `x-` field, for exports: the SIRET of an assembly in France, and the matters of ACTES.

ACTES is the nomenclature by which French local authorities class what they decide, down to the level that SCDL asks for. The codes are
those that the schema of SCDL délibérations 2.1.5 lists; the names are those of the ministry's own classification (`RetourClassification`,
ACTES 1.1, which it sends without accents), as it lies in https://github.com/megalis-bretagne/pastell under
`documentation/data-exemple/classification.xml`, with the accents of `nomenclature.csv` beside it; the first level is also in Validata's
check `nomenclature-actes-value`.
"""

from __future__ import annotations

import re
from typing import Final

_POST: Final = "356000000"
_HEAD_OFFICE: Final = f"{_POST}00048"

_MATTERS: Final = (
    (
        "commande publique",
        (
            "marchés publics",
            "délégation de service public",
            "conventions de mandat",
            "autres types de contrats",
            "transactions protocole d'accord transactionnel",
            "actes relatifs à la maîtrise d'œuvre",
            "actes spéciaux et divers",
        ),
    ),
    (
        "urbanisme",
        ("documents d'urbanisme", "actes relatifs au droit d'occupation ou d'utilisation des sols", "droit de préemption urbain"),
    ),
    (
        "domaine et patrimoine",
        (
            "acquisitions",
            "aliénations",
            "locations",
            "limites territoriales",
            "autres actes de gestion du domaine public",
            "autres actes de gestion du domaine privé",
        ),
    ),
    (
        "fonction publique",
        (
            "personnel titulaires et stagiaires de la f.p.t.",
            "personnel contractuel",
            "fonction publique hospitalière",
            "autres catégories de personnels",
            "régime indemnitaire",
        ),
    ),
    (
        "institutions et vie politique",
        (
            "élection exécutif",
            "fonctionnement des assemblées",
            "désignation de représentants",
            "délégation de fonctions",
            "délégation de signature",
            "exercice des mandats locaux",
            "intercommunalité",
            "décision d'ester en justice",
        ),
    ),
    (
        "libertés publiques et pouvoirs de police",
        (
            "police municipale",
            "pouvoir du président du conseil général",
            "pouvoir du président du conseil régional",
            "autres actes réglementaires",
            "actes pris au nom de l'état et soumis au contrôle hiérarchique",
        ),
    ),
    (
        "finances locales",
        (
            "décisions budgétaires",
            "fiscalité",
            "emprunts",
            "interventions économiques",
            "subventions",
            "contributions budgétaires",
            "avances",
            "fonds de concours",
            "prise de participation sem etc.",
            "divers",
        ),
    ),
    (
        "domaines de compétences par thèmes",
        (
            "enseignement",
            "aide sociale",
            "voirie",
            "aménagement du territoire",
            "politique de la ville habitat logement",
            "emploi formation professionnelle",
            "transports",
            "environnement",
            "culture",
        ),
    ),
    (
        "autres domaines de compétences",
        (
            "autres domaines de compétences des communes",
            "autres domaines de compétences des départements",
            "autres domaines de compétences des régions",
            "vœux et motions",
        ),
    ),
)

ACTES: Final = {
    f"{first}.{second}": f"{matter}/{part}"
    for first, (matter, parts) in enumerate(_MATTERS, 1)
    for second, part in enumerate(parts, 1)
}  # fmt: skip
"""What each code stands for: both levels in lower case, without commas or brackets, with a stroke between them."""


def siret(text: str) -> str:
    """A SIRET as fourteen digits, blanks taken out; empty where it is none.

    Its last digit checks the others, and its ninth those before it, by Luhn's sum. The offices of the post are known by their first nine
    digits: but for the head office their plain sum is a multiple of five instead.
    """
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch("[0-9]{14}", digits) or not int(digits) or not _luhn(digits[:9]):
        return ""
    if digits.startswith(_POST) and digits != _HEAD_OFFICE:
        return "" if sum(map(int, digits)) % 5 else digits
    return digits if _luhn(digits) else ""


def _luhn(digits: str) -> bool:
    """Whether the sum of the digits, every second one from the right doubled and reduced to one digit, is a multiple of ten."""
    return sum(sum(divmod(2 * int(digit), 10)) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits))) % 10 == 0
