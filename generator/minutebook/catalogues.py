from gettext import NullTranslations


def catalogue(language: str) -> NullTranslations:
    return NullTranslations()
