"""Pictures in texts: where they lie, what they are, and words for those who do not see them. The record stands in every case."""

from __future__ import annotations

from minutebook.explained import warning
from minutebook.speech import N_

ROWS = (
    warning(
        "picture-missing",
        N_("A picture that is not there"),
        why=N_("The text names a file that does not lie there. A note with the picture's words stands in its place."),
        fix=N_("Put the file beside the record and write its name as it is; capitals and the ending count."),
        wrong="<!-- the file is hall.jpg -->\n![The hall, seen from the door](Hall.JPG)\n",
        right="![The hall, seen from the door](hall.jpg)\n",
    ),
    warning(
        "picture-with-blanks",
        N_("A picture whose file name has blanks"),
        why=N_("In Markdown an address ends at a blank, so that the text stands as it is written, and no picture."),
        fix=N_("Rename the file, with hyphens in place of the blanks, and write its new name."),
        wrong="![The hall, seen from the door](our hall.jpg)\n",
        right="![The hall, seen from the door](our-hall.jpg)\n",
    ),
    warning(
        "picture-elsewhere",
        N_("A picture from another site"),
        why=N_(
            "Whoever has the picture would be told of everyone who reads the page, and could change or remove what is shown. "
            "Nothing is fetched from other sites: a note with the picture's words stands in its place."
        ),
        fix=N_("Put the file beside the record and write its name."),
        wrong="![The hall](https://photos.example/hall.jpg)\n",
        right="![The hall](hall.jpg)\n",
    ),
    warning(
        "picture-unreadable",
        N_("A file that is no picture, or a broken one"),
        why=N_(
            "PNG, JPEG, WebP and GIF are shown, whatever the file's name ends in. SVG is not, as it can hold programmes; nor are PDF, HEIC "
            "and TIFF, which many browsers cannot show."
        ),
        fix=N_("Open it in a programme for pictures, and save it as JPEG or PNG."),
        wrong="![Plan of the hall](plan.svg)\n",
        right="![Plan of the hall](plan.png)\n",
    ),
    warning(
        "picture-too-large",
        N_("A picture that is too large"),
        why=N_(
            "A picture may have 10 MB, and 50 million pixels as JPEG or 16 million as anything else: more would hold up everyone's book, "
            "and no page shows more."
        ),
        fix=N_("Make it smaller: pages show at most 1,600 pixels each way."),
        wrong="![The hall](hall-300-dpi.png)\n",
        right="![The hall](hall.jpg)\n",
    ),
    warning(
        "picture-without-words",
        N_("A picture without words"),
        why=N_("Who does not see the picture is told nothing: the blind, whoever reads on paper in black and white, and the search."),
        fix=N_("Say between the square brackets what is to be seen, in a sentence."),
        wrong="![](plan.png)\n",
        right="![Plan of the hall: the door is on the left, the stage opposite](plan.png)\n",
    ),
)
