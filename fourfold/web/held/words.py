"""Orders held in words for the screen. Stored codes never change; these words may."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.core.orders.breach import Timing
from fourfold.core.orders.held import Served, Standing, State
from fourfold.core.record.body import Contact, Order, Term
from fourfold.core.record.codes import OrderKind, Party
from fourfold.web.record.words import ORDERS, when_words

Text = str | Promise

GROUPS: tuple[tuple[Text, tuple[OrderKind, ...]], ...] = (
    (
        gettext_lazy("Orders of a court"),
        (
            OrderKind.NON_MOLESTATION,
            OrderKind.RESTRAINING,
            OrderKind.RESTRAINING_ON_ACQUITTAL,
            OrderKind.STALKING_PROTECTION,
            OrderKind.INTERIM_STALKING_PROTECTION,
            OrderKind.HARASSMENT_INJUNCTION,
            OrderKind.OCCUPATION,
            OrderKind.DOMESTIC_ABUSE_ORDER,
            OrderKind.DOMESTIC_VIOLENCE_ORDER,
            OrderKind.CHILD_ARRANGEMENTS,
        ),
    ),
    (
        gettext_lazy("Conditions, notices and promises"),
        (
            OrderKind.POLICE_BAIL,
            OrderKind.COURT_BAIL,
            OrderKind.LICENCE,
            OrderKind.UNDERTAKING,
            OrderKind.DOMESTIC_ABUSE_NOTICE,
            OrderKind.DOMESTIC_VIOLENCE_NOTICE,
        ),
    ),
    (
        gettext_lazy("Elsewhere, or something else"),
        (OrderKind.SCOTLAND, OrderKind.NORTHERN_IRELAND, OrderKind.OTHER),
    ),
)
STATES: dict[State, Text] = {
    State.NOT_YET: gettext_lazy("The day it was made has not come yet. Check that day"),
    State.ENDS_ON: gettext_lazy("Runs until %(when)s"),
    State.UNTIL_FURTHER_ORDER: gettext_lazy("Runs until a court says so (“until further order”)"),
    State.END_NOT_KNOWN: gettext_lazy(
        "When it ends is not written down yet: the court or the police can tell you"
    ),
    State.MAY_HAVE_ENDED: gettext_lazy("May have ended: %(when)s. Ask the court or the police"),
    State.ENDED: gettext_lazy("Ended: %(when)s"),
}
BAIL = (OrderKind.POLICE_BAIL, OrderKind.COURT_BAIL)
TIMING: dict[Timing, Text] = {
    Timing.WITHIN: gettext_lazy("after they were given it"),
    Timing.BEFORE_MADE: gettext_lazy("before it was made: report it all the same"),
    Timing.BEFORE_SERVED: gettext_lazy(
        "before they were given it, but they may have known of it: report it all the same"
    ),
    Timing.SERVICE_NOT_KNOWN: gettext_lazy(
        "when they were given it is not written down yet: report it all the same"
    ),
    Timing.AFTER_END: gettext_lazy("after it ended: report it all the same"),
    Timing.NOT_SURE: gettext_lazy(
        "the times are not exact enough to say if they had been given it: report it all the same"
    ),
}
PARTIES: dict[Party, Text] = {
    Party.POLICE: gettext_lazy("The police"),
    Party.COURT: gettext_lazy("A court"),
    Party.PROBATION: gettext_lazy("Probation"),
    Party.SUPPORT: gettext_lazy("An advocate or a support service"),
    Party.OTHER: gettext_lazy("Somebody else, such as a solicitor"),
}
"""Whom people tell about an order; other contacts have other names for theirs."""


def kind_words(order: Order) -> str:
    """What kind it is."""
    return str(ORDERS[order.order_kind])


def party_words(contact: Contact) -> str:
    """With whom a contact was: "The police, PC 123"."""
    party = PARTIES.get(contact.party, PARTIES[Party.OTHER])
    return ", ".join(filter(None, (str(party), contact.who, contact.organisation)))


def term_words(term: Term) -> str:
    """A term as the paper has it."""
    return f"{term.label} {term.words}".strip() or _("A rule whose words are not known")


def standing_words(order: Order, standing: Standing) -> str:
    """How it stands today."""
    when = when_words(order.ends) if order.ends else ""
    return str(STATES[standing.state]) % {"when": when}


def served_words(order: Order, standing: Standing) -> str:
    """Whether they were given it, as far as she knows."""
    if order.served is None or order.served.is_unknown:
        return _("Not written down yet: the police or the court can tell you")
    when = when_words(order.served)
    return _("Not yet: %(when)s") % {"when": when} if standing.served is Served.NOT_YET else when


def reminder_words(standing: Standing) -> str:
    """What is said three months before it ends."""
    assert standing.ends is not None
    return _(
        "This may end on %(day)s. Ask the police, a solicitor or an advocate now what you can do "
        "before that day."
    ) % {"day": date_format(standing.ends, "j F Y")}
