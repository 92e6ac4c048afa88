"""Who is designated as what, and what is decided when it is looked at again."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from core.privacy import refuse_personal_data
from institutions import access
from institutions.access import Permission
from institutions.models import Area, Designation, DesignationKind, DesignationReview, Institution

Decision = DesignationReview.Decision


@transaction.atomic
def designate(
    *,
    kind: DesignationKind,
    subject: Area | Institution,
    valid_from: date,
    source: str,
    detail: str = "",
    valid_to: date | None = None,
    review_on: date | None = None,
    by: User,
) -> Designation:
    """For those who administer the area, or the one that the school is in."""
    access.require(by, Permission.DESIGNATE, subject)
    is_area = isinstance(subject, Area)
    if kind.is_of_areas != is_area or (isinstance(subject, Institution) and not subject.is_school):
        raise RuleBroken(
            f"{subject} cannot be a {kind.label.lower()}.", code="designation_misfit", field="kind"
        )
    if valid_to and valid_to <= valid_from:
        raise RuleBroken("The last day must be after the first", field="valid_to")
    named = {"area": subject} if is_area else {"institution": subject}
    dates = {"valid_from": valid_from, "valid_to": valid_to, "review_on": review_on}
    try:
        with transaction.atomic():
            row = Designation.objects.create(kind=kind, source=source, detail=detail, **dates, **named)
    except IntegrityError as refused:
        raise RuleBroken(
            f"{subject} has this designation already.", code="designated", field="kind"
        ) from refused
    audit.record("designated", row, by=by, kind=kind.code)
    return row


@transaction.atomic
def review_designation(
    *,
    designation: Designation,
    decided_on: date,
    decision: str,
    evidence: str,
    review_on: date | None = None,
    by: User,
) -> DesignationReview:
    """It stays until the next look, or it ends on the day of the decision."""
    access.require(by, Permission.DESIGNATE, designation.subject)
    designation = Designation.objects.select_for_update(of=("self",)).get(pk=designation.pk)
    if designation.valid_to and designation.valid_to <= timezone.localdate():
        raise RuleBroken("This designation has ended already.", code="designation_ended")
    if not designation.valid_from < decided_on <= timezone.localdate():
        raise RuleBroken("The day must lie between the first day and today", field="decided_on")
    if review_on and review_on <= decided_on:
        raise RuleBroken("The next look must be after this one", field="review_on")
    refuse_personal_data(evidence, field="evidence")
    stays = decision == Decision.STAYS
    designation.review_on = review_on if stays else None
    designation.valid_to = designation.valid_to if stays else decided_on
    designation.save(update_fields=["review_on", "valid_to"])
    review = designation.reviews.create(decided_on=decided_on, decision=decision, evidence=evidence)
    audit.record("designation_reviewed", designation, by=by, decision=decision)
    return review
