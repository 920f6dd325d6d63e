"""The French nomenclature ACTES, down to the level at which decisions are classed: what each code stands for, as SCDL writes it."""

from __future__ import annotations

from typing import Final

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
            "election exécutif",
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
            "pouvoirs du président du conseil général",
            "pouvoirs du président du conseil régional",
            "autres actes réglementaires",
            "actes pris au nom de l'etat et soumis au contrôle hiérarchique",
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
