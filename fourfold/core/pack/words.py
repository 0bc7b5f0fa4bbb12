"""The words that every pack carries: plain English, the same in every pack, no more than is true.

A pack is read by a police officer, a solicitor and perhaps an expert for the other side. It says
what it shows and what it does not, in sentences that can be read out in court. Packs are in
English: it is the reader's language that counts here, not that of the owner's screen.
"""

from dataclasses import dataclass
from textwrap import fill

from fourfold.core.kernel.text import escape_controls
from fourfold.core.pack.manifest import Signers
from fourfold.core.pack.plan import Completeness, Label, Plan, PlannedExhibit
from fourfold.core.pack.verify import KEYS, SIGNATURES, TAG_MANIFEST
from fourfold.core.record.codes import Kind, OriginalKept
from fourfold.core.record.log import Clock

AUTHORSHIP = (
    "Written by the person who made it, with free software. Nobody has checked who they are or "
    "whether it is true."
)
LABELS = {
    Label.KEPT: "A file added by the owner. Unchanged since it was added. Where it came from has "
    "not been checked.",
    Label.ACCOUNT: "The owner's own account, in their own words.",
    Label.MADE: "Made by this software from the owner's record.",
}
NOT_A_STATEMENT = (
    "This is not a witness statement. It is the owner's own notes, put in order. It can help "
    "somebody to write a statement."
)
COUNT_NOTE = (
    "The count is of things that happened: incidents, messages, effects, things kept and contacts "
    "with the police. Private notes are never part of a pack and are not counted. Orders, "
    "events of the case and contacts with others can be here and are not counted. An entry that "
    "the owner has deleted but can still bring back counts as withheld. The log also counts notes, "
    "changes, openings and packs, so its numbers are higher."
)
KINDS = {
    Kind.INCIDENT: ("incident", "incidents"),
    Kind.MESSAGE: ("message", "messages"),
    Kind.EFFECT: ("effect on the owner", "effects on the owner"),
    Kind.CONTACT: ("contact with police or a service", "contacts with police or services"),
    Kind.ORDER: ("court order or condition", "court orders or conditions"),
    Kind.THING: ("physical thing", "physical things"),
    Kind.CASE_EVENT: ("event of the case", "events of the case"),
}
_ORIGINAL = {
    OriginalKept.YES: "yes, the owner says",
    OriginalKept.NO: "no, the owner says",
    OriginalKept.UNKNOWN: "",
}
_CLOCKS = {
    Clock.SYNCHRONISED: "It was being set from the internet.",
    Clock.UNKNOWN: "It is not known how exactly it was set.",
    Clock.OWN_MACHINE: "It was the owner's own computer, whose clock the owner can set.",
}
_WIDTH = 78


@dataclass(frozen=True, slots=True)
class LogHead:
    """What is said of the log: its checkpoint in short form, and the state of its clock."""

    short_form: str
    clock: Clock


def completeness_line(completeness: Completeness) -> str:
    """Return "214 of 220 entries; 6 withheld by the owner", which the verifier reads too."""
    here, counted = completeness.here, completeness.counted
    noun = "entry" if counted == 1 else "entries"
    return f"{here} of {counted} {noun}; {completeness.withheld} withheld by the owner"


def contains(plan: Plan) -> tuple[str, ...]:
    """Return the sentences that say how much is here and how much is not."""
    kinds = [
        f"{count} {KINDS[kind][count != 1]}"
        for kind, count in plan.completeness.by_kind
        if kind in KINDS
    ]
    sentences = [
        f"This pack contains {completeness_line(plan.completeness)}.",
        f"Here are: {', '.join(kinds)}.",
        _count_files(plan),
    ]
    return (*sentences, *remarks(plan))


def remarks(plan: Plan) -> tuple[str, ...]:
    """Return what the front page says too, so that nobody finds it out by adding up."""
    uncounted = len(plan.items) - plan.completeness.here
    changed = sum(item.entry.version > 1 for item in plan.items)
    said = (
        (
            uncounted,
            "Orders, events of the case and contacts with others than the police, here but not "
            "counted",
        ),
        (changed, "Entries changed after they were first written, here in every version"),
        (len(plan.deleted), "Entries that the owner deleted before"),
    )
    return tuple(f"{text}: {number}." for number, text in said if number)


def what_this_proves(plan: Plan, signers: Signers, head: LogHead) -> str:
    """Return data/what-this-proves.txt."""
    return _text(
        "WHAT THIS PACK PROVES, AND WHAT IT DOES NOT",
        AUTHORSHIP,
        NOT_A_STATEMENT,
        "*What is here",
        *contains(plan),
        COUNT_NOTE,
        "*Three labels",
        "Everything in this pack is one of three things. Do not take one for another.",
        *(f"{number}. {text}" for number, text in enumerate(LABELS.values(), 1)),
        "*What it proves",
        f"These files are as they were when two keys signed them. The clock of the computer that "
        f"made the pack said {plan.made} (UTC). {_CLOCKS[head.clock]} Nobody outside has "
        "confirmed that time.",
        "The installation's key is the one with this fingerprint:",
        _grouped(signers.installation.fingerprint),
        "Each chosen entry is here in every version. An entry that was changed is here as it was "
        "first written, and as it was changed, with both times and the reason.",
        "Each version is what the record's log committed to when it was added. To change, remove "
        "or move one line of that log afterwards gives a different result here, unless the whole "
        "log is made and signed anew with both keys.",
        "The times in the log are those of the same clock. If it was set wrong when something was "
        "added, that time is wrong too.",
        "The log, at the moment this pack was made, in short form. The day is that of its last "
        "line:",
        f">{head.short_form}",
        "If the police or somebody else were given a short form on an earlier day, an expert can "
        "check with data/log.jsonl that the log then was the beginning of the log now. If so, "
        "nothing in that beginning is younger than that day.",
        "*What it does not prove",
        "It does not prove that what is written is true.",
        "It does not prove who sent a message, or who made a call or a file.",
        "It does not prove that a file was not changed before it was added to the record.",
        "It does not prove that everything that happened was written down, or that everything in "
        "the record is in this pack.",
        "It does not prove who the owner is. Anybody can use this software.",
        "It does not prove when anything happened. Those times are what the owner says.",
        "The keys belong to whoever runs the installation and to the record. Somebody who held "
        "both could have made another pack. Where the program ran on the owner's own computer, the "
        "owner held both. An earlier short form held by somebody else is the answer to that.",
    )


def how_to_verify(signers: Signers) -> str:
    """Return VERIFY.txt."""
    return _text(
        "HOW TO CHECK THIS PACK",
        "Do not run anything that is inside this pack. The copy of verify.py is for reading. "
        "Take verify.py from the Fourfold release page, and compare its SHA-256 with the one "
        "published there.",
        "Check the zip file itself, as you were given it, before you unpack it.",
        "*The two keys that signed it",
        "Compare the first fingerprint with the one on the installation's own /verify page, or "
        "ask the people who run it. Do not take it from this file alone: whoever changes a pack "
        "can change this file. If the owner ran the program on their own computer, both keys were "
        "in their hands: then the signatures show that nothing was changed since, not who signed.",
        "installation:",
        _grouped(signers.installation.fingerprint),
        "record:",
        _grouped(signers.record.fingerprint),
        "*With verify.py (Windows PowerShell, Python 3.8 or newer)",
        ">Get-FileHash -Algorithm SHA256 .\\verify.py",
        '>py .\\verify.py .\\pack.zip --key "FINGERPRINT"',
        ">echo $LASTEXITCODE",
        "*With verify.py (Mac or Linux)",
        ">sha256sum verify.py        (Mac: shasum -a 256 verify.py)",
        '>python3 verify.py pack.zip --key "FINGERPRINT"; echo $?',
        "*The answer",
        ">0   whole, and signed by the key you named\n"
        "3   not proved: no key was named, and anybody can make and sign such a pack\n"
        "1   altered, or not signed by the key you named; the fault is named\n"
        "2   not a pack\n"
        "64  the command was typed wrongly\n"
        "70  it could not finish, and says why",
        "*Without our program",
        "Unpack the zip into an empty folder and go there. First look for any name that has .. "
        "in it or starts with / in the two lists of hashes: sha256sum would follow it.",
        ">sha256sum -c manifest-sha256.txt\nsha256sum -c tagmanifest-sha256.txt",
        "In PowerShell the same is:",
        ">Get-Content manifest-sha256.txt, tagmanifest-sha256.txt | ForEach-Object {\n"
        "  $hash, $file = $_ -split '  ', 2\n"
        "  if ((Get-FileHash -Algorithm SHA256 -LiteralPath $file).Hash -ne $hash) {\n"
        '    "CHANGED: $file" } }',
        "These do not notice extra files. Count them: every file under data is in "
        "manifest-sha256.txt.",
        "The signatures, with OpenSSL 3:",
        *(">" + command for command in _openssl(signers)),
        "The fingerprint of a key file:",
        f">openssl pkey -pubin -in {KEYS['installation']} -outform DER | tail -c 32 | sha256sum",
        "The lists and signatures do not prove the log. Only verify.py recomputes it, as "
        "RFC 9162 says; data/log.jsonl and data/proofs.json are all that it needs.",
    )


def exhibit_sheet(planned: PlannedExhibit) -> str:
    """Return the sheet that lies beside an exhibit's file, or stands for a file withheld."""
    exhibit = planned.exhibit
    numbers = ", ".join(str(number) for number in planned.numbers)
    facts = (
        ("Label", exhibit.ref),
        ("Police label", exhibit.police_ref),
        ("Belongs to entry", numbers),
        ("Added to the record (UTC)", planned.added),
        ("The file's own name", exhibit.name),
        ("Type, told from its bytes", exhibit.media_type),
        ("Size in bytes", str(exhibit.size)),
        ("SHA-256", exhibit.sha256),
        ("Got when and from where (owner)", exhibit.obtained),
        ("Got how (owner)", exhibit.obtained_how),
        ("Original still kept", _ORIGINAL[exhibit.original_kept]),
    )
    # What was not asked or not answered is left out: "not said" would read as a refusal.
    lines = [f"{name}: {_shown(value)}" for name, value in facts if value]
    return _text(
        f"EXHIBIT {exhibit.ref}",
        f"The file: {LABELS[Label.KEPT]}",
        f"This sheet: {LABELS[Label.MADE]}",
        ">" + "\n".join(lines),
    )


def _shown(text: str) -> str:
    """A stranger chose a file's name: no line of it can pass for a line of the sheet."""
    return escape_controls(text.replace("\n", " / "))


def _count_files(plan: Plan) -> str:
    here, withheld = len(plan.exhibits), len(plan.withheld)
    noun = "file" if here == 1 else "files"
    left_out = f" {withheld} withheld; only the hash is here." if withheld else ""
    return f"With {here} {noun} kept as evidence.{left_out}"


def _openssl(signers: Signers) -> list[str]:
    return [
        f"openssl pkeyutl -verify -pubin -inkey {KEYS[role]} -rawin \\\n"
        f"  -in {TAG_MANIFEST} \\\n  -sigfile {SIGNATURES[role]}"
        for role, _ in signers.by_role()
    ]


def _grouped(fingerprint: str) -> str:
    groups = [fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4)]
    return ">" + " ".join(groups[:8]) + "\n" + " ".join(groups[8:])


def _text(*paragraphs: str) -> str:
    """Return paragraphs wrapped; one that begins with ">" is kept as it is and set in, one that
    begins with "*" is a heading."""
    return "\n\n".join(_paragraph(each) for each in paragraphs) + "\n"


def _paragraph(text: str) -> str:
    if text.startswith(">"):
        return "\n".join(f"    {line}" for line in text[1:].split("\n"))
    if text.startswith("*"):
        return f"{text[1:]}\n{'-' * len(text[1:])}"
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
