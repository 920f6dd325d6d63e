"""The card that other sites embed, and its badge: files that load nothing, run nothing and set nothing."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from minutebook.citing.face import BAD, GOOD, OPEN, Face
from minutebook.citing.letters import width
from minutebook.pages.speech import _, direction, language
from minutebook.policy import source
from minutebook.theme_path import theme_dir

HEIGHT: Final = 300
"""How high the card is, in CSS pixels: at 300 pixels across, the longest texts still stand in it (long titles are cut after three lines)."""

_PAGE: Final = Markup("""<!doctype html>
<html lang="{lang}" dir="{way}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {style_source}; img-src data:">
<base target="_top">
<link rel="icon" href="data:,">
<title>{title} · {site}</title>
<style>{style}</style>
</head>
<body>
<main class="{look}">
<p class="site">{site}</p>
<h1 lang="{title_lang}" dir="{title_dir}">{title}</h1>
<p class="stamp">{stamp}</p>
{bar}<p class="told">{told}</p>
<p class="foot"><a href="./" target="_top">{more}</a> <span>{day}</span></p>
</main>
</body>
</html>
""")
_BAR: Final = Markup(
    '<svg class="bar" viewBox="0 0 {of} 1" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="{of}" height="1"/>'
    '<rect class="have" width="{have}" height="1"/></svg>\n'
)

_COLOURS: Final = {GOOD: ("#125230", "#77d09b"), BAD: ("#8f1a16", "#ff9a90"), OPEN: ("#4c2380", "#cdb8f6")}
"""The colour of a look on light paper and on dark: those of the site."""
_SIZE: Final = 12
_BADGE: Final = Markup("""<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="24" viewBox="0 0 {wide} 24" role="img" \
aria-labelledby="t" lang="{lang}" direction="{way}">
<title id="t">{title}: {words}</title>
<style>.p{{fill:#fdfdfa}}.i{{fill:#15171a}}.s{{fill:{light}}}.t{{fill:#fdfdfa}}.r{{fill:none;stroke:{light}}}\
@media(prefers-color-scheme:dark){{.p{{fill:#16181b}}.i{{fill:#ecebe6}}.s{{fill:{dark}}}.t{{fill:#16181b}}.r{{stroke:{dark}}}}}</style>
<rect class="p" width="{wide}" height="24"/><rect class="s" x="{stamp_x}" width="{stamp_wide}" height="24"/>\
<rect class="r" x=".5" y=".5" width="{inner}" height="23"/>
<g font-family="system-ui,'Noto Sans','Noto Sans Arabic',Arial,sans-serif" font-size="12" text-anchor="middle">\
<text class="t" x="{stamp_at}" y="16" font-weight="700" textLength="{stamp_text}" lengthAdjust="spacingAndGlyphs">{stamp}</text>{figures}</g>
</svg>
""")
_FIGURES: Final = Markup('<text class="i" x="{at}" y="16" textLength="{text}" lengthAdjust="spacingAndGlyphs">{words}</text>')


def embed_file(face: Face) -> bytes:
    """The card, a page of its own. Its link leads to the page beside it, in the whole window."""
    bar = ""
    if face.bar and face.bar[2]:
        bar = _BAR.format(of=face.bar[2], have=face.bar[0])
    style = (theme_dir() / "records" / "embed.css").read_text(encoding="utf-8")
    return str(
        _PAGE.format(
            lang=language(), way=direction(language()), title=face.title, site=face.site, style=Markup(style),
            style_source=Markup(source(style)), look=face.look,
            title_lang=face.title_lang, title_dir=face.title_dir, stamp=face.stamp, bar=bar, told=face.told, more=_("Read the record"),
            day=face.day,
        )
    ).encode()  # fmt: skip


def card_snippet(home: str, title: str) -> str:
    """What others copy to show the card: `home` is the full address of the record's page. It is HTML, to be shown as text."""
    return str(
        Markup(
            '<iframe src="{}embed.html" title="{}" width="100%" height="{}" style="border:0;max-width:32em" loading="lazy"></iframe>'
        ).format(home, title, HEIGHT)
    )


def badge_snippet(home: str, title: str) -> str:
    """What others copy to show the badge as a link to the page."""
    return str(Markup('<a href="{0}"><img src="{0}badge.svg" alt="{1}" height="24"></a>').format(home, title))


def badge_file(face: Face) -> bytes:
    """The badge: the state in colour, and the figures beside it; with a title for who does not see it.

    Each text is drawn to the width it was measured with, whatever font a reader has.
    """
    stamp, figures = (round(width(text, _SIZE, bold=bold)) for text, bold in ((face.stamp, True), (face.figures, False)))
    stamp_wide, rest = stamp + 16, figures + 16 if face.figures else 0
    wide = stamp_wide + rest
    rtl = direction(language()) == "rtl"
    stamp_x = rest if rtl else 0
    light, dark = _COLOURS[face.look]
    beside = _FIGURES.format(at=(rest if rtl else stamp_wide * 2 + rest) / 2, text=figures, words=face.figures) if face.figures else ""
    return str(
        _BADGE.format(
            wide=wide, inner=wide - 1, lang=language(), way=direction(language()), title=face.title,
            words=f"{face.stamp}, {face.figures}" if face.figures else face.stamp, light=light, dark=dark, stamp_x=stamp_x,
            stamp_wide=stamp_wide, stamp_at=stamp_x + stamp_wide / 2, stamp_text=stamp, stamp=face.stamp, figures=beside,
        )
    ).encode()  # fmt: skip
