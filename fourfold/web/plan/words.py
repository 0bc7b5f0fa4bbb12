"""The words of the safety plan's pages that are not in the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fourfold.core.plan.catalogue import Reader
from fourfold.core.plan.looking import Why
from fourfold.core.plan.plan import Box, Decision, Moment

DECISIONS = {
    Decision.WILL: _("I will do it"),
    Decision.ASK: _("I want to ask somebody first"),
    Decision.DONE: _("Done"),
    Decision.NOT: _("Not for me"),
}
BOXES = {
    Box.RING: (_("Whom I ring"), _("Names and numbers, in the order in which you would ring.")),
    Box.WORD: (
        _("A word that means: call 999 for me"),
        _("The word, who knows it, and what they do when they hear it."),
    ),
    Box.GO: (_("Where I can go"), _("By day and by night, and how I get there.")),
    Box.BAG: (
        _("What is packed, and where it lies"),
        _("For example papers or copies of them, keys, medicine, money, a charger, clothes."),
    ),
    Box.PROVOKE: (
        _("What may set them off"),
        _("For example a letter from the court, a birthday, seeing me with somebody."),
    ),
    Box.OTHER: (_("Anything else"), _("Pets, school runs, medicine, what helps me to sleep.")),
}
MOMENTS = {
    Moment.RELEASE: _("They may be released"),
    Moment.COURT: _("A day in court"),
    Moment.SERVED: _("An order or papers are given to them"),
    Moment.ENDS: _("An order or bail ends"),
    Moment.OTHER: _("Another day"),
}
READERS = {
    Reader.WORK: _("For somebody at work"),
    Reader.STUDY: _("For somebody at school, college or university"),
    Reader.CHILDREN: _("For somebody who looks after the children"),
    Reader.PEOPLE: _("For somebody in the family, or a friend"),
}
WHY = {
    Why.SOON: _("A day is near:"),
    Why.PASSED: _("A day has passed since you last looked:"),
    Why.LONG_AGO: _("It is some time since you last looked."),
}
FOUND = (
    ("fine", _("Yes, as far as I can see")),
    ("odd", _("No, or something is odd")),
    ("not-sure", _("I do not know")),
)
