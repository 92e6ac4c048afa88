"""Messages of the demo's authority: one to schools that went out, one for families to hand on, and a draft."""

from django.utils import timezone

from accounts.models import Frequency, Letter, LetterChoice, User
from brokerage import actions
from brokerage.actions.messages import Words
from brokerage.models import Message, MessageTemplate
from demo.sign_ins import SIGN_INS
from institutions.models import Area, Term, Vocabulary

DATES = """A fair of engineering for Years 8 and 9, on 11 March in the town hall.

Places are asked for on Causeway, under “Events and training”.

Questions? Ask the skills team of the council."""
OUTCOME = "Twelve schools asked for a place within a week; the two smallest came for the first time."


def write_messages() -> None:
    """Those who can sign in agreed to news, so that each sees what comes."""
    people = User.objects.filter(email__in=SIGN_INS)
    LetterChoice.objects.bulk_create(
        LetterChoice(user=person, letter=Letter.NEWS, frequency=Frequency.AS_IT_COMES) for person in people
    )
    by = User.objects.get(email="la@demo.example")
    area = by.memberships.select_related("area").get().area
    assert area is not None  # it administers one
    dates = _send(_write("SCHOOLS_DATES", area, by, body=DATES), by)
    actions.tell_outcome(message=dates, responses=12, outcome=OUTCOME, by=by)
    families = _send(_write("FAMILIES_UNSURE", area, by), by)
    for channel, through, people_reached in (
        ("SCHOOL", "newsletters of four schools", 1200),
        ("TRADITIONAL", "the notice boards of three libraries", None),
    ):
        actions.note_delivery(
            message=families,
            channel=Term.objects.get(vocabulary=Vocabulary.CHANNEL, code=channel),
            through=through,
            sent_on=timezone.localdate(),
            people=people_reached,
            by=by,
        )
    _write("EMPLOYERS_WANTED", area, by)


def _write(code: str, area: Area, by: User, *, body: str = "") -> Message:
    template = MessageTemplate.objects.get(code=code)
    words = Words(
        area=area,
        kinds=template.kinds,
        sector="",
        family_segment=template.family_segment,
        subject=template.subject,
        body=body or template.body,
    )
    return actions.write_message(words=words, template=template, broker=None, by=by)


def _send(message: Message, by: User) -> Message:
    """Sent here and now, as a worker would."""
    message = actions.send_message(message=message, by=by)
    actions.send_message_batch(message=message)
    return message
