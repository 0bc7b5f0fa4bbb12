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
from fourfold.web.record.words import when_words

Text = str | Promise

KINDS: dict[OrderKind, Text] = {
    OrderKind.RESTRAINING: gettext_lazy("Restraining order"),
    OrderKind.RESTRAINING_ON_ACQUITTAL: gettext_lazy(
        "Restraining order, although they were found not guilty"
    ),
    OrderKind.NON_MOLESTATION: gettext_lazy("Non-molestation order"),
    OrderKind.OCCUPATION: gettext_lazy("Occupation order"),
    OrderKind.STALKING_PROTECTION: gettext_lazy("Stalking protection order"),
    OrderKind.INTERIM_STALKING_PROTECTION: gettext_lazy("Interim stalking protection order"),
    OrderKind.HARASSMENT_INJUNCTION: gettext_lazy("Injunction against harassment"),
    OrderKind.DOMESTIC_ABUSE_NOTICE: gettext_lazy("Domestic abuse protection notice"),
    OrderKind.DOMESTIC_ABUSE_ORDER: gettext_lazy("Domestic abuse protection order"),
    OrderKind.DOMESTIC_VIOLENCE_NOTICE: gettext_lazy("Domestic violence protection notice"),
    OrderKind.DOMESTIC_VIOLENCE_ORDER: gettext_lazy("Domestic violence protection order"),
    OrderKind.POLICE_BAIL: gettext_lazy("Police bail with conditions"),
    OrderKind.COURT_BAIL: gettext_lazy("Court bail with conditions"),
    OrderKind.LICENCE: gettext_lazy("Licence conditions after prison"),
    OrderKind.UNDERTAKING: gettext_lazy("A promise to the court (undertaking)"),
    OrderKind.CHILD_ARRANGEMENTS: gettext_lazy("An order about children"),
    OrderKind.SCOTLAND: gettext_lazy("An order from Scotland"),
    OrderKind.NORTHERN_IRELAND: gettext_lazy("An order from Northern Ireland"),
    OrderKind.OTHER: gettext_lazy("Something else"),
}
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
    State.UNTIL_FURTHER_ORDER: gettext_lazy(
        "Runs until a court says so (“until further order”)"
    ),
    State.END_NOT_KNOWN: gettext_lazy(
        "You have not written down when it ends. Ask the court or the police"
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
        "you have not written down when they were given it: report it all the same"
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
    return str(KINDS[order.order_kind])


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
        return _("You have not written down when. Ask the police or the court")
    when = when_words(order.served)
    return _("Not yet: %(when)s") % {"when": when} if standing.served is Served.NOT_YET else when


def reminder_words(standing: Standing) -> str:
    """What is said three months before it ends."""
    assert standing.ends is not None
    return _(
        "This may end on %(day)s. Ask the police, a solicitor or an advocate now what you can do "
        "before that day."
    ) % {"day": date_format(standing.ends, "j F Y")}
