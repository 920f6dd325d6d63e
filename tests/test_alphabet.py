"""The order of names by language."""

from __future__ import annotations

import random

import pytest

from minutebook.pages.alphabet import collation, initial
from minutebook.pages.speech import speaking

ORDERED = {
    "en": ["20", "3 Mill Lane", "Anse", "Ánse", "Bab al-Ma", "col de Brume", "Élan", "Zoo", "تل"],
    "fr": ["cote", "coté", "côte", "dune", "élan", "Élise", "obus", "œuf", "ogre", "zone"],
    "es": ["ladera", "nube", "Núñez", "ñandú", "olmo", "zorro"],
    "de": ["Apfel", "Ärger", "Arzt", "Ofen", "Öl", "Straße", "Strom", "Zug"],
    "tr": ["cam", "çay", "dağ", "gaz", "ğ", "ılgaz", "ırmak", "içel", "İzmir", "orman", "ördek", "su", "şehir", "ulus", "ünye"],
    "kmr": ["cem", "Çiya", "dar", "Efrîn", "êvar", "Firat", "ika", "îsot", "sal", "Şengal", "tîrêj", "umîd", "ûr", "Zîn"],
    "ar": ["أحمد", "باب الماء", "تل المنار", "مرسى الزيتون", "وادي النحل", "Bab"],
    "ckb": ["ئازادی", "بازار", "پرد", "جادە", "چیا", "ڕووبار", "ژیان", "کەرکووک", "گوند", "هەولێر", "Amed"],
}


@pytest.mark.parametrize("tag", ORDERED)
def test_names_stand_as_the_alphabet_has_them(tag: str) -> None:
    shuffled = list(ORDERED[tag])
    random.Random(tag).shuffle(shuffled)
    with speaking(tag):
        assert sorted(shuffled, key=collation) == ORDERED[tag]


@pytest.mark.parametrize(
    ("tag", "name", "letter"),
    [
        ("en", "Élan", "E"), ("kmr", "Êlih", "Ê"), ("tr", "izmir", "İ"), ("tr", "Irmak", "I"), ("tr", "Çay", "Ç"), ("fr", "Çay", "C"),
        ("ar", "أحمد", "ا"), ("es", "ñandú", "Ñ"), ("en", "3 Mill Lane", "0–9"), ("en", "…", "–"), ("de", "« Öl »", "O"),
    ],
)  # fmt: skip
def test_an_index_has_the_letters_of_its_language(tag: str, name: str, letter: str) -> None:
    with speaking(tag):
        assert initial(name) == letter
