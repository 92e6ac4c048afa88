"""Guidance where the task is: each page on which somebody does something leads to the words about it."""

from typing import Any

from django import template
from django.http import HttpRequest

register = template.Library()

# Address: the page of help, and the heading there.
GUIDANCE = {
    "partnerships:collaboration_new": ("trust-leads", "log"),
    "partnerships:collaboration_edit": ("trust-leads", "log"),
    "partnerships:collaboration_counts": ("trust-leads", "counts"),
    "partnerships:confirm_by_link": ("employers", "confirm"),
    "brokerage:ranked": ("trust-leads", "gap"),
    "brokerage:request_offer": ("trust-leads", "gap"),
    "brokerage:offer_start": ("employers", "offer"),
    "brokerage:offer_step": ("employers", "offer"),
    "brokerage:offer_check": ("employers", "offer"),
    "brokerage:answer_by_link": ("employers", "answer"),
    "brokerage:introduction": ("employers", "answer"),
    "brokerage:requests": ("schools", "ask"),
    "brokerage:request_new": ("schools", "ask"),
    "brokerage:request_change": ("schools", "ask"),
    "brokerage:make_request": ("schools", "ask"),
    "brokerage:give_word": ("schools", "word"),
    "brokerage:word_by_link": ("schools", "word"),
    "brokerage:queue": ("brokers", "queue"),
    "brokerage:match": ("brokers", "match"),
    "brokerage:match_offer": ("brokers", "match"),
    "brokerage:hand_on": ("brokers", "hand-on"),
    "brokerage:answer_routing": ("brokers", "hand-on"),
    "brokerage:record_outcome": ("brokers", "close"),
    "brokerage:unmet": ("brokers", "close"),
    "institutions:appoint": ("schools", "roles"),
    "institutions:update_welcome": ("schools", "welcome"),
    "partnerships:say_entitlement_status": ("schools", "families"),
    "partnerships:concerns": ("schools", "families"),
    "partnerships:concern": ("schools", "families"),
    "outcomes:open_school_round": ("schools", "families"),
    "outcomes:open_area_round": ("administrators", "families"),
    "outcomes:area_families": ("administrators", "families"),
    "brokerage:messages": ("administrators", "messages"),
    "brokerage:write_message": ("administrators", "messages"),
    "outcomes:institution_coverage": ("trust-leads", "levels"),
    "outcomes:coverage": ("administrators", "coverage"),
    "outcomes:area_coverage": ("administrators", "coverage"),
    "outcomes:nothing": ("administrators", "coverage"),
}


@register.inclusion_tag("outcomes/help/_guidance.html", takes_context=True)
def guidance(context: dict[str, Any]) -> dict[str, str]:
    """The link for the page that is open; nothing where there is no task. Error pages have no request."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    slug, heading = GUIDANCE.get(match.view_name if match else "", ("", ""))
    return {"slug": slug, "heading": heading}
