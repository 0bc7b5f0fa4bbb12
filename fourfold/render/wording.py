"""The fixed words of the printed pages, in one place, so that each copy says the same.

One `Wording` for each language; English is the only one so far. `{}` is filled in by the page.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["ENGLISH", "Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Every phrase that is not the owner's and not given by the view."""

    language: str
    region: str

    origin: str
    page: str
    label_account: str
    label_file: str
    label_software: str

    front_title: str
    front_lead: str
    about: str
    what_is_in_it: str
    span: str
    look_first: str
    look_first_note: str
    contents: str
    check: str
    check_how: str

    chronology_title: str
    chronology_lead: str
    how_labelled: str
    labelled_account: str
    labelled_file: str
    labelled_software: str
    made: str
    made_with: str
    completeness: str
    fingerprint: str
    checkpoint: str

    entry: str
    continued: str
    day: str
    number: str
    kind: str
    when: str
    account: str
    where: str
    feelings: str
    other: str
    exhibits: str
    police_reference: str
    added: str
    version: str
    state: str
    current: str
    earlier: str
    amended: str
    earlier_version: str
    replaced: str
    reason: str
    no_reason: str
    nothing_written: str
    empty: str

    exhibit: str
    exhibits_title: str
    exhibits_lead: str
    file_name: str
    file_kind: str
    size: str
    sha256: str
    obtained: str
    obtained_how: str
    obtained_by: str
    original: str
    context: str
    metadata: str

    together_title: str
    together_lead: str
    together_made: str
    together_how: str

    orders_title: str
    orders_lead: str
    order: str
    term: str
    taken_out: str
    never: str
    no_terms: str
    what_happened: str
    reported_to: str
    nothing_here: str

    unprinted_title: str
    unprinted_note: str
    skip: str


ENGLISH: Final = Wording(
    language="en",
    region="GB",
    origin=(
        "Written by the person who made it, with free software. "
        "Nobody has checked who they are or whether it is true."
    ),
    page="Page {} of {}",
    label_account="the owner's own account",
    label_file="file added by the owner, unchanged since; origin not checked",
    label_software="made by this software",
    front_title="Personal record of incidents",
    front_lead="Front page",
    about="About this record",
    what_is_in_it="What is in it",
    span="Covers",
    look_first="Look at first",
    look_first_note="Chosen by the owner. The numbers are those of the chronology.",
    contents="Files in this pack",
    check="To check that nothing was changed since it was signed",
    check_how=(
        "VERIFY.txt in this pack says how, with standard tools. Get the key's fingerprint from the "
        "people who run the installation, not from this page: whoever makes a false pack writes "
        "this page too."
    ),
    chronology_title="Chronology",
    chronology_lead=(
        "What the owner wrote down, in their own words, in the order in which they say it happened."
    ),
    how_labelled="How to read this document",
    labelled_account=(
        "what is written beside What happened, When, Where, How it felt, Who did this and other "
        "such headings. The owner is the person who made this record."
    ),
    labelled_file="every exhibit. The mark, such as AB/1, is never used twice.",
    labelled_software=(
        "entry numbers, the order, the day headings, the times under Added, and the list of "
        "versions. A changed entry is printed with every version before it. A gap in the entry "
        "numbers is an entry that is not in this pack. An entry with a day but no time stands "
        "first on its day. All times are UK time. Those under Added are by the clock of the "
        "computer that held the record; nobody outside has confirmed them."
    ),
    made="Made",
    made_with="Made with",
    completeness="Complete?",
    fingerprint="Installation's key",
    checkpoint="Checkpoint",
    entry="Entry {}",
    continued="Entry {}, continued",
    day="Day",
    number="Entry",
    kind="Kind",
    when="When",
    account="What happened",
    where="Where",
    feelings="How it felt",
    other="Other facts",
    exhibits="Exhibits",
    police_reference="Police reference",
    added="Added",
    version="Version",
    state="State",
    current="current",
    earlier="replaced",
    amended="Amended: this is version {}. What it said before is printed below.",
    earlier_version="Version {}, replaced",
    replaced="Replaced",
    reason="Reason given",
    no_reason="no reason given",
    nothing_written="(nothing written)",
    empty="No entries.",
    exhibit="Exhibit {}",
    exhibits_title="List of exhibits",
    exhibits_lead=(
        "Each file that belongs to an entry in this pack, and what the owner says of it. A gap in "
        "the marks is a file that belongs to no entry in this pack."
    ),
    file_name="File name",
    file_kind="Kind of file",
    size="Size",
    sha256="SHA-256",
    obtained="Obtained",
    obtained_how="How obtained",
    obtained_by="Obtained by",
    original="Original kept?",
    context="Where it comes from",
    metadata="What the file says of itself",
    together_title="What the entries show together: counts, dates and routes",
    together_lead=(
        "Counted by software from the entries of this pack, as the owner wrote and marked them. "
        "These numbers are no evidence beside the entries, and say nothing of what they mean."
    ),
    together_made="Made by this software, {}, method {}.",
    together_how="How this was counted",
    orders_title="Orders and the times the owner says they were broken",
    orders_lead=(
        "The orders and conditions that the owner holds, in the words that the owner copied from "
        "the papers. The owner says which term each entry goes against; nobody has decided that it "
        "does. Only entries of this pack are here, so that something not shown may be elsewhere. "
        "Each entry stands in full in the chronology, under its number."
    ),
    order="{} (entry {})",
    term="Term",
    taken_out="This term was taken out of the order later.",
    never="No entry of this pack goes against this term.",
    no_terms="The terms are not written down.",
    what_happened="What happened",
    reported_to="Reported to",
    nothing_here="nothing in this pack",
    unprinted_title="Characters that could not be printed",
    unprinted_note=(
        "The typefaces of this document lack the characters below. In the text each stands as "
        "its number in square brackets; the same text as written is in record.json, and in "
        "01-chronology.html for the chronology, in 03-orders.html for the orders."
    ),
    skip="Skip to the entries",
)
