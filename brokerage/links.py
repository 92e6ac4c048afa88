"""Signed links in brokerage's e-mails: to answer an introduction, and to publish a first offer."""

from datetime import timedelta

from brokerage.models import Introduction, PendingOffer
from core import links

ANSWER = "answer-introduction"
PUBLISH = "publish-offer"
ANSWER_LASTS = timedelta(
    days=60
)  # longer than the answer may take, so that a late click still learns what happened


def answer_token(introduction: Introduction) -> str:
    return links.sign(ANSWER, introduction.pk)


def introduction_of(token: str) -> int:
    """The introduction that a link answers, or RuleBroken in words when it is forged or too old."""
    return int(links.read(ANSWER, token, max_age=ANSWER_LASTS)["id"])


def publish_token(pending: PendingOffer) -> str:
    return links.sign(PUBLISH, pending.pk)


def pending_offer_of(token: str) -> int:
    """The pending offer that a link publishes, or RuleBroken in words when it is forged or too old."""
    return int(links.read(PUBLISH, token, max_age=PendingOffer.KEPT_FOR)["id"])
