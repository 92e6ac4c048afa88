"""Who did what to a record, and when: its audit in the words of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format

from accounts.models import AuditEvent
from core.templatetags.words import lower_first
from partnerships.models import AdultDecision, Collaboration, Confirmation, Partnership
from partnerships.queries.told import Change

Details = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    words: str
    changes: list[Change]


def history(record: Collaboration | Partnership) -> list[Entry]:
    """The latest first. For the record's own people: it names persons, and counts as exactly as they were given."""
    events = AuditEvent.objects.filter(subject_kind=record._meta.label_lower, subject_id=record.pk)
    in_order = events.select_related("actor").order_by("-at", "-pk")
    return [_entry(event) for event in in_order if event.verb in _WORDS]


def _entry(event: AuditEvent) -> Entry:
    """Nobody is named for what came by a signed link: whoever had the e-mail answered."""
    who = event.actor.name if event.actor else event.details.get("answered_for") or "Causeway"
    changes = [(what, before, after) for what, before, after in event.details.get("changes", [])]
    return Entry(event.at, who, _WORDS[event.verb](event.details), changes)


def _answered(details: Details) -> str:
    answers = {
        Confirmation.CONFIRMED: "said that this is right",
        Confirmation.CORRECTED: "said that something is different",
        Confirmation.DISPUTED: "said that this did not take place",
    }
    return answers[Confirmation(details["answer"])]


def _agreed(details: Details) -> str:
    what = str(details.get("what") or "agreement")
    until = f", until {_day(details['ends_on'])}" if details.get("ends_on") else ""
    return f"noted the {lower_first(what)} of {_day(details['agreed_on'])}{until}"


def _moved(details: Details) -> str:
    before, after = (Partnership.Stage(details[name]).label for name in ("before", "after"))
    return f"moved it from “{before}” to “{after}”{_why(details)}"


def _ended(details: Details) -> str:
    return f"ended it on {_day(details['ended_on'])}{_why(details)}"


def _why(details: Details) -> str:
    words = [details[name] for name in ("reason", "words") if details.get(name)]
    return f": {'. '.join(words)}" if words else ""


def _invited(details: Details) -> str:
    return f"asked {', '.join(details['names'])} to join"


def _withdrew(details: Details) -> str:
    notice = f"{details['notice_days']} day{'' if details['notice_days'] == 1 else 's'} of notice"
    freed = f", which led on {', '.join(details['lines'])}" if details["lines"] else ""
    return f"took {details['party']} out of it{freed}, from {_day(details['leaves_on'])} with {notice}{_why(details)}"


def _answered_invitation(details: Details) -> str:
    return f"said {'yes' if details['accepted'] else 'no'} for {details['answered_for']}"


def _handed_over(details: Details) -> str:
    before = f" from {details['before']}" if details["before"] else ""
    return f"handed the lead{before} to {details['after']} on {_day(details['on'])}"


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j F Y")


_WORDS: dict[str, Callable[[Details], str]] = {
    "collaboration_drafted": lambda details: (
        "began a draft" if details.get("is_new") else "changed the draft"
    ),
    "collaboration_edited": lambda details: "changed what happened",
    "collaboration_put_in": lambda details: f"put in what the spreadsheet “{details['file']}” says",
    "upload_undone": lambda details: f"took out again what the spreadsheet “{details['file']}” said",
    "adults_decided": lambda details: (
        f"noted about the adults: “{AdultDecision.Arrangement(details['arrangement']).label}”"
    ),
    "details_told": lambda details: "said more about it",
    "collaboration_tagged": lambda details: "said what it was for",
    "remark_added": lambda details: f"said for {details['institution']} how it went",
    "quoting_stopped": lambda details: f"took back that {details['institution']} may be quoted",
    "collaboration_counted": lambda details: "kept the counts as a draft",
    "collaboration_recorded": lambda details: "recorded it",
    "collaboration_answered": _answered,
    "partnership_opened": lambda details: "opened it",
    "goal_set": lambda details: f"wrote a goal: “{details['goal']}”",
    "partnership_agreed": _agreed,
    "partnership_reviewed": lambda details: f"noted the review of {_day(details['reviewed_on'])}",
    "partnership_moved": _moved,
    "partnership_ended": _ended,
    "partnership_proposed": lambda details: f"proposed it for {details['opener']}",
    "partnership_described": lambda details: "changed what it is",
    "parties_invited": _invited,
    "invitation_answered": _answered_invitation,
    "party_joined": lambda details: f"joined with {details['institution']}",
    "side_edited": lambda details: f"changed what {details['party']} says",
    "asset_brought": lambda details: f"noted what {details['party']} brings: {details['what']}",
    "asset_taken_back": lambda details: f"took back what {details['party']} was to bring: {details['what']}",
    "aim_set": lambda details: f"set an aim: {details['what']}",
    "result_reported": lambda details: f"told what came of “{details['what']}”: {details['value']}",
    "result_verified": lambda details: f"verified for {details['verifier']} what came of “{details['what']}”",
    "lead_handed_over": _handed_over,
    "party_withdrew": _withdrew,
    "body_set_up": lambda details: f"set up “{details['name']}”",
    "body_changed": lambda details: f"changed what “{details['name']}” is",
    "member_seated": lambda details: f"put {details['member']} on “{details['body']}”",
    "seat_ended": lambda details: f"noted that {details['member']} left “{details['body']}”",
    "meeting_noted": lambda details: f"noted: {details['kind'].lower()} of {_day(details['held_on'])}",
    "decision_noted": lambda details: f"noted a decision: {details['words']}",
    "barrier_noted": lambda details: f"noted a barrier: {details['label']}",
    "barrier_overcome": lambda details: f"overcame a barrier: {details['label']}",
    "issue_noted": lambda details: f"noted an issue or a risk: {details['words']}",
    "issue_closed": lambda details: f"closed: {details['words']}",
    "issue_escalated": lambda details: f"escalated to “{details['body']}”: {details['words']}",
    "funding_applied_for": lambda details: f"applied for £{details['pounds']:,} from {details['scheme']}",
    "funding_settled": lambda details: f"noted of {details['scheme']}: {details['outcome'].lower()}",
    "replacement_sought": lambda details: "opened a request for somebody in its place",
}
