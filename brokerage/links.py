"""Signed links in brokerage's e-mails: to answer an introduction or say what came of it, and to publish an offer."""

from datetime import timedelta

from brokerage.models import Introduction, Offer, PendingOffer, RequestStage
from core import links

ANSWER = "answer-introduction"
PUBLISH = "publish-offer"
STANDS = "offer-stands"
MATCH = "decline-match"
HAPPENED = "introduction-happened"
RATING = "rate-broker"
READY = "say-ready"
WORD = "word-on-request"
WORD_LASTS = timedelta(days=120)  # a school may want to see it happen before it says so
ANSWER_LASTS = timedelta(
    days=60
)  # longer than the answer may take, so that a late click still learns what happened


def answer_token(introduction: Introduction) -> str:
    return links.sign(ANSWER, introduction.pk)


def introduction_of(token: str) -> int:
    """The introduction that a link answers, or RuleBroken in words when it is forged or too old."""
    return int(links.read(ANSWER, token, max_age=ANSWER_LASTS)["id"])


def match_token(introduction: Introduction) -> str:
    return links.sign(MATCH, introduction.pk)


def match_of(token: str) -> int:
    """The introduction that a school may decline with a link."""
    return int(links.read(MATCH, token, max_age=ANSWER_LASTS)["id"])


def happened_token(introduction: Introduction, *, side: str) -> str:
    return links.sign(HAPPENED, introduction.pk, side=side)


def happened_of(token: str) -> tuple[int, Introduction.Side]:
    """The introduction, and the side that its holder speaks for."""
    data = links.read(HAPPENED, token, max_age=ANSWER_LASTS)
    return int(data["id"]), Introduction.Side(str(data["side"]))


def rating_token(introduction: Introduction, *, side: str) -> str:
    return links.sign(RATING, introduction.pk, side=side)


def rating_of(token: str) -> tuple[int, Introduction.Side]:
    """The introduction that a broker helped with, and the side that rates the help."""
    data = links.read(RATING, token, max_age=ANSWER_LASTS)
    return int(data["id"]), Introduction.Side(str(data["side"]))


def ready_token(introduction: Introduction, *, side: str) -> str:
    return links.sign(READY, introduction.pk, side=side)


def ready_of(token: str) -> tuple[int, Introduction.Side]:
    """The introduction, and the side that says whether it is ready."""
    data = links.read(READY, token, max_age=ANSWER_LASTS)
    return int(data["id"]), Introduction.Side(str(data["side"]))


def publish_token(pending: PendingOffer) -> str:
    return links.sign(PUBLISH, pending.pk)


def pending_offer_of(token: str) -> int:
    """The pending offer that a link publishes, or RuleBroken in words when it is forged or too old."""
    return int(links.read(PUBLISH, token, max_age=PendingOffer.KEPT_FOR)["id"])


def word_token(stage: RequestStage) -> str:
    """For one outcome alone: another time that the request is solved has a link of its own."""
    return links.sign(WORD, stage.pk)


def stage_of(token: str) -> int:
    """The stage on which a link gives the school's word, or RuleBroken in words when it is forged or too old."""
    return int(links.read(WORD, token, max_age=WORD_LASTS)["id"])


def stands_token(offer: Offer) -> str:
    return links.sign(STANDS, offer.pk)


def standing_offer_of(token: str) -> int:
    """The offer that a link confirms, or RuleBroken in words when it is forged or too old."""
    return int(links.read(STANDS, token, max_age=ANSWER_LASTS)["id"])
