"""Invented people and things that happened to them, as views."""

from datetime import UTC, datetime

from fourfold.render.view import (
    Chronology,
    ChronologyLine,
    CitedExhibit,
    EarlierVersion,
    ExhibitList,
    ExhibitSheet,
    Fact,
    FrontPage,
    Highlight,
    Imprint,
    OrderHeld,
    Orders,
    OrderTerm,
    Telling,
    TimeBroken,
)

IMPRINT = Imprint(
    made=datetime(2026, 11, 22, 7, 0, 0, tzinfo=UTC),
    made_words="22 November 2026, 7.00 am",
    software="Fourfold 0.1.0",
    completeness="This pack contains 214 of 220 entries; 6 withheld by the owner.",
    fingerprint="3f9a11c0 77d2e45b 90aa5c1e 8b27604d 1c0f92ab 66d0e318 f4b7295c 0da81e63",
    checkpoint="220 2026-11-22 K7QF-MZ2D-P4XA-9TRW-H3",
)
PHOTO = CitedExhibit("AB/1", "IMG_2041.jpg", "photo, 2.1 MB")
LETTER = CitedExhibit("AB/2", "letter front and back.pdf", "PDF, 310 kB")
GATE = ChronologyLine(
    day="Saturday 14 March 2026",
    number=12,
    kind="Incident",
    telling=Telling(
        when="9.05 pm",
        account=(
            "He was standing by the gate when I got back from work. He had parked across the end "
            'of the drive so I could not turn in.\n\nHe said "you never answer, so I came." I told '
            "him to go. He stayed for about ten minutes after I shut the door, and I could hear "
            "him trying the side gate."
        ),
        where="Outside my home",
        feelings="Frightened. My hands would not stop shaking and I did not sleep.",
        facts=(Fact("Seen by", "My sister, from the upstairs window"),),
        exhibits=(PHOTO, LETTER),
    ),
    added="14 March 2026, 9.41 pm",
)
AMENDED = ChronologyLine(
    day="Saturday 14 March 2026",
    number=13,
    kind="Message",
    telling=Telling(
        when="about 11 pm",
        account=(
            "Four texts in a row from the new number. "
            'The last one said "I know what time you leave".'
        ),
        facts=(Fact("From", "07700 900123"), Fact("How", "Text message")),
    ),
    added="15 March 2026, 8.12 am",
    version=2,
    earlier=(
        EarlierVersion(
            version=1,
            telling=Telling(
                when="about 10 pm",
                account="Three texts in a row from the new number.",
                facts=(Fact("From", "07700 900123"), Fact("How", "Text message")),
            ),
            added="14 March 2026, 11.30 pm",
            replaced="15 March 2026, 8.12 am",
            reason="I looked at the phone again: there were four, and they started later.",
        ),
    ),
)
UNDATED = ChronologyLine(
    day="Date not known",
    number=3,
    kind="Thing received",
    telling=Telling(
        when="not known; some time in early 2025", account="A birthday card with no name in it."
    ),
    added="2 February 2026, 6.15 pm",
    police_reference="CRN 14/000000/26",
)
CHRONOLOGY = Chronology(IMPRINT, "From early 2025 to 20 November 2026", (GATE, AMENDED, UNDATED))
FRONT = FrontPage(
    imprint=IMPRINT,
    about=(
        Fact("Written by", "A. Begum"),
        Fact("About", "a former partner"),
        Fact("Police reference", "CRN 14/000000/26"),
    ),
    span="From early 2025 to 20 November 2026",
    counts=(
        Fact("incidents", "34"),
        Fact("messages", "162"),
        Fact("police contacts", "5"),
        Fact("effects on me", "13"),
        Fact("exhibits", "56"),
    ),
    look_first=(
        Highlight(
            12, "Saturday 14 March 2026, 9.05 pm", "He waited at the gate and tried the side door."
        ),
        Highlight(
            88, "about 2 July 2026", "A tracker was found under the car. The garage took photos."
        ),
        Highlight(201, "9 November 2026, 6.30 am", "He was outside the school before it opened."),
    ),
    contents=(
        Fact("01-chronology.pdf", "every entry, in order; also as .html and .csv"),
        Fact("02-exhibits.pdf", "list of the exhibits"),
        Fact("exhibits", "the files themselves, byte for byte"),
        Fact("what-this-proves.txt", "what this pack shows, and what it does not"),
        Fact("VERIFY.txt", "how to check it with standard tools"),
    ),
)
SHEET = ExhibitSheet(
    ref="AB/1",
    name="IMG_2041.jpg",
    entry=12,
    kind="JPEG photo",
    size="2.1 MB (2,104,332 bytes)",
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    added="14 March 2026, 9.44 pm",
    obtained="14 March 2026, 9.06 pm",
    obtained_how="Photo taken with my phone, copied by cable",
    obtained_by="The owner",
    original="Yes: still on the phone it was taken with",
    context="Taken from the upstairs window. The car is on the left.",
    metadata=(Fact("Camera", "Pixel 8"), Fact("Time in the file", "2026:03:14 21:06:11")),
)
EXHIBITS = ExhibitList(
    IMPRINT,
    (
        SHEET,
        ExhibitSheet(
            ref="AB/2",
            name="letter.pdf",
            entry=12,
            kind="PDF",
            size="310 kB",
            sha256="0" * 64,
            added="14 March 2026, 9.45 pm",
        ),
    ),
)


def long_chronology(count: int) -> Chronology:
    """Any number of entries of ordinary length, twenty a day, one in ten amended."""
    templates = (GATE, AMENDED, GATE, GATE, UNDATED, GATE, GATE, GATE, GATE, GATE)
    lines = tuple(
        ChronologyLine(
            day=f"Day {number // 20 + 1}",
            number=number + 1,
            kind=one.kind,
            telling=one.telling,
            added=one.added,
            version=one.version,
            earlier=one.earlier,
        )
        for number, one in ((number, templates[number % 10]) for number in range(count))
    )
    return Chronology(IMPRINT, CHRONOLOGY.span, lines)


ORDERS = Orders(
    IMPRINT,
    (
        OrderHeld(
            number=40,
            kind="Non-molestation order",
            facts=(
                Fact("Court", "Family Court at Leeds"),
                Fact("Its number", "LS26P01234"),
                Fact("Ends", "1 March 2027"),
            ),
            terms=(
                OrderTerm(
                    words="2(a) Not to contact the applicant by any means",
                    times=(
                        TimeBroken(
                            number=41,
                            when="2 April 2026, 10:05am",
                            timing="after it was served",
                            words="He wrote from a new account: “I know what time you leave”.",
                            exhibits=("AB/1", "AB/2"),
                            told=("the police, PC 123, 3 April 2026, reference 13260412345",),
                        ),
                        TimeBroken(
                            number=42, when="April 2026", timing="not certain", words="A card came."
                        ),
                    ),
                ),
                OrderTerm(words="2(b) Not to come within 100 metres of her home"),
                OrderTerm(words="3 Not to write", is_taken_out=True),
            ),
        ),
        OrderHeld(number=43, kind="Police bail with conditions", facts=(), terms=()),
    ),
)
