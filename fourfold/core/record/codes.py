"""The words from which the owner chooses, as the record stores them.

A value is stored for ever; its wording on screen is the web's. "" is a question not answered: it
is never read as an answer. Sources: `Act` begins with the seven examples of acts associated with
stalking in section 2A(3) of the Protection from Harassment Act 1997, checked 2026-11; the other
codes are ours.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What an entry is."""

    INCIDENT = "incident"
    MESSAGE = "message"
    EFFECT = "effect"
    CONTACT = "contact"
    ORDER = "order"
    THING = "thing"
    NOTE = "note"
    CASE_EVENT = "case_event"


class Act(StrEnum):
    """What was done. The first seven are the statute's examples; none says a law was broken."""

    FOLLOW = "follow"
    CONTACT = "contact"
    PUBLISH = "publish"
    MONITOR = "monitor"
    LOITER = "loiter"
    INTERFERE = "interfere"
    WATCH = "watch"
    THREAT = "threat"
    SELF_HARM = "self_harm"  # they spoke of hurting themselves
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    VERBAL = "verbal"
    CONTROL = "control"
    IMPERSONATE = "impersonate"
    GIFT = "gift"
    OTHERS = "others"  # other people were drawn in
    CHILD = "child"  # a child was used or drawn in
    COMPLAINT = "complaint"  # to an employer, a regulator, a council
    FALSE_REPORT = "false_report"
    NOISE = "noise"
    OTHER = "other"


class Route(StrEnum):
    """By which way something reached the owner, or where."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    TEXT = "text"
    APP = "app"
    EMAIL = "email"
    POST = "post"
    DELIVERY = "delivery"
    SOCIAL_MEDIA = "social_media"
    ONLINE = "online"
    NEW_ACCOUNT = "new_account"  # another account or number, to get round a block
    PAYMENT = "payment"
    AT_HOME = "at_home"
    AT_WORK = "at_work"
    AT_STUDY = "at_study"
    IN_PUBLIC = "in_public"
    VEHICLE = "vehicle"
    CAMERA = "camera"
    TRACKING = "tracking"
    THROUGH_OTHERS = "through_others"
    OTHER = "other"


class Afraid(StrEnum):
    """ "Were you afraid someone would be hurt?" """

    UNANSWERED = ""
    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
    RATHER_NOT_SAY = "rather_not_say"


class AimedAt(StrEnum):
    """Whom it was aimed at."""

    UNANSWERED = ""
    OWNER = "owner"
    SOMEONE_CLOSE = "someone_close"
    GROUP = "group"
    SOMEONE_ELSE = "someone_else"
    NOT_KNOWN = "not_known"


class DoneBy(StrEnum):
    """On whose side the one who did it stood; who that was is in the entry's people."""

    PERSON = "person"  # the person doing this, or not known who
    FOR_THEM = "for_them"  # somebody acting for them
    SOMEONE_ELSE = "someone_else"  # kept in the record, no part of this


class KnownWho(StrEnum):
    """How far the owner knows who did it."""

    UNANSWERED = ""
    KNOWN = "known"
    SUSPECTED = "suspected"
    NOT_KNOWN = "not_known"


class Purpose(StrEnum):
    """What it was for, where contact is expected, so that a handover bends no count."""

    UNANSWERED = ""
    ARRANGED = "arranged"  # ordered by a court, or agreed
    CHILDREN = "children"  # about the children, and no more
    OFF_TOPIC = "off_topic"  # by a route kept for other things


class StopPoint(StrEnum):
    """A point after which a careful person would have stopped."""

    NONE = ""
    ASKED = "asked"  # the owner asked them to stop
    BLOCKED = "blocked"  # the owner blocked them
    WARNED = "warned"  # the police, a manager, a school or a solicitor told them to stop
    REPORTED = "reported"  # it was reported
    DECIDED = "decided"  # a court or an inquiry decided


class Direction(StrEnum):
    """Who sent a message to whom."""

    TO_OWNER = "to_owner"
    FROM_OWNER = "from_owner"
    BETWEEN_OTHERS = "between_others"


class MessageKind(StrEnum):
    """Words that someone sent, or a line that the service wrote ("missed voice call")."""

    ORDINARY = "ordinary"
    SYSTEM = "system"


class Boundary(StrEnum):
    """Whether it is sure where a message begins and ends in its source."""

    CERTAIN = "certain"
    UNCERTAIN = "uncertain"


class ZoneFrom(StrEnum):
    """Where the time zone comes from: the source or the owner said it, or it is assumed."""

    STATED = "stated"
    ASSUMED = "assumed"


class Area(StrEnum):
    """A part of life that was affected."""

    SLEEP = "sleep"
    HEALTH = "health"
    WORK = "work"
    STUDY = "study"
    HOME = "home"
    MONEY = "money"
    ROUTINE = "routine"
    SOCIAL = "social"
    CHILDREN = "children"
    SAFETY = "safety"
    OTHER = "other"


class Party(StrEnum):
    """With whom there was contact."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    WITNESS_CARE = "witness_care"
    PROBATION = "probation"
    SUPPORT = "support"  # an advocate or a support service
    HELPLINE = "helpline"
    COUNCIL = "council"
    HOUSING = "housing"
    EMPLOYER = "employer"
    SCHOOL = "school"
    HEALTH = "health"
    PLATFORM = "platform"  # a phone company, a site, an app
    OTHER = "other"


class OrderKind(StrEnum):
    """What kind of order, condition or promise to a court."""

    RESTRAINING = "restraining"
    RESTRAINING_ON_ACQUITTAL = "restraining_on_acquittal"
    NON_MOLESTATION = "non_molestation"
    OCCUPATION = "occupation"
    STALKING_PROTECTION = "stalking_protection"
    INTERIM_STALKING_PROTECTION = "interim_stalking_protection"
    HARASSMENT_INJUNCTION = "harassment_injunction"
    DOMESTIC_ABUSE_NOTICE = "domestic_abuse_notice"
    DOMESTIC_ABUSE_ORDER = "domestic_abuse_order"
    DOMESTIC_VIOLENCE_NOTICE = "domestic_violence_notice"
    DOMESTIC_VIOLENCE_ORDER = "domestic_violence_order"
    POLICE_BAIL = "police_bail"
    COURT_BAIL = "court_bail"
    LICENCE = "licence"
    UNDERTAKING = "undertaking"
    CHILD_ARRANGEMENTS = "child_arrangements"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    OTHER = "other"


class CaseStep(StrEnum):
    """What happened in a case: the events of the clock in `core/rights`, under the same codes."""

    REPORTED = "reported"
    NOT_INVESTIGATED = "not_investigated"
    ARRESTED = "arrested"
    INTERVIEWED = "interviewed"  # under caution
    RELEASED = "released"  # without charge
    BAIL_CHANGED = "bail_changed"
    CHARGED = "charged"
    NOT_CHARGED = "not_charged"
    HEARING_SET = "hearing_set"
    MUST_GIVE_EVIDENCE = "must_give_evidence"
    BAIL_HEARING = "bail_hearing"
    WARRANT = "warrant"
    OUTCOME = "outcome"  # a verdict or a sentence
    COMPLAINT = "complaint"
    CHARGE_ALTERED = "charge_altered"  # or dropped
    APPEAL = "appeal"
    SCHEME_SENTENCE = "scheme_sentence"  # one that the Victim Contact Scheme covers


class OriginalKept(StrEnum):
    """Whether the original of a file is still where it came from."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
