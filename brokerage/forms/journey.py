"""The offer journey: which questions are asked, and what the answers come to."""

from typing import Any

from brokerage.actions import OfferFacts, Organisation
from brokerage.forms.about import AboutForm, questions_for
from brokerage.forms.questions import (
    HOUR,
    USUAL_REACH_KM,
    AdultsForm,
    AgesAndYearsForm,
    AgesForm,
    AreasForm,
    DatesForm,
    DayForm,
    ForWhomForm,
    HourForm,
    KindForm,
    NamedForm,
    OrganisationForm,
    PersonForm,
    PlacesForm,
    StartForm,
    WhatForm,
    WhereAndHowFarForm,
    WhereForm,
    WhoForm,
)
from brokerage.models import Offer
from brokerage.models.offer_kind import MICRO
from core.wizard import Answers, Step
from institutions.forms.questions import answers_among
from institutions.models import Institution, Term, Vocabulary

ASKED_OF_MORE = (
    *("kind", "details", "areas", "year_groups", "places"),
    *("available_from", "available_to", "terms", "assurance"),
)
ASKED_OF_MEMBERS = ("visibility", "named", "everyone_from")


def _is_hour(answers: Answers) -> bool:
    return bool(answers.get("have") == HOUR)


def _is_more(answers: Answers) -> bool:
    return not _is_hour(answers)


def _has_more_to_say(answers: Answers) -> bool:
    return _is_more(answers) and bool(questions_for(answers))


def _is_known(answers: Answers) -> bool:
    """Somebody offers on behalf of an institution that is here already."""
    return _is_more(answers) and answers.get("provider") is not None


def _is_for_some(answers: Answers) -> bool:
    return _is_known(answers) and answers.get("visibility") not in (None, Offer.Visibility.EVERYONE)


def _may_be_for_others(answers: Answers) -> bool:
    """Somebody acts for a group, and some member lets it act in its name."""
    return bool(answers.get("members"))


START_STEP = Step("start", StartForm)
OFFER_STEPS = (
    START_STEP,
    Step("for-whom", ForWhomForm, applies=_may_be_for_others),
    Step("kind", KindForm, applies=_is_more),
    Step("hour", HourForm, applies=_is_hour),
    Step("day", DayForm, applies=_is_hour),
    Step("what", WhatForm, applies=_is_more),
    Step("about", AboutForm, applies=_has_more_to_say),
    Step("areas", AreasForm, applies=_is_more),
    Step("where", WhereForm, applies=_is_hour),
    Step("where-and-how-far", WhereAndHowFarForm, applies=_is_more),
    Step("ages", AgesForm, applies=_is_hour),
    Step("ages", AgesAndYearsForm, applies=_is_more),
    Step("places", PlacesForm, applies=_is_more),
    Step("dates", DatesForm, applies=_is_more),
    Step("adults", AdultsForm, applies=_is_more),
    Step("who", WhoForm, applies=_is_known),
    Step("named", NamedForm, applies=_is_for_some),
)
ORGANISATION_STEP = Step("organisation", OrganisationForm)
PERSON_STEP = Step("you", PersonForm)


def offer_facts(answers: Answers) -> OfferFacts:
    """What the answers say of the offer. An hour asks little; the rest follows from what it is."""
    more = _hour(answers) if _is_hour(answers) else {name: answers[name] for name in ASKED_OF_MORE}
    in_person = answers["delivery"] != Offer.Delivery.ONLINE
    return OfferFacts(
        title=answers["title"],
        phases=answers["ages"],
        delivery=answers["delivery"],
        postcode=answers["postcode"],
        reach_km=int(answers.get("reach_km") or USUAL_REACH_KM) if in_person else None,
        answers=answers_among(answers, questions_for(answers)),
        **{name: answers[name] for name in ASKED_OF_MEMBERS if name in answers},
        **more,
    )


def _hour(answers: Answers) -> dict[str, Any]:
    kind = Term.objects.get(vocabulary=Vocabulary.OFFER_KIND, code=MICRO)
    return {
        "kind": kind,
        "areas": kind.areas,
        "places": 1,
        "available_from": answers["day"],
        "available_to": answers["day"],
        "assurance": Offer.Assurance.ACCOMPANIED,
    }


def organisation(answers: Answers) -> Organisation:
    sector = answers["sector"]
    return Organisation(
        name=answers["organisation_name"],
        kind=Institution.Kind(answers["organisation_kind"]),
        postcode=answers["organisation_postcode"],
        size_band=answers["size_band"],
        sector=sector.code if sector else "",
    )
