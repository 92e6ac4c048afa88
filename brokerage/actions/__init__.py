"""Everything that changes an offer, a request or an introduction."""

from brokerage.actions.access_routes import send_access_routes
from brokerage.actions.agreed import (
    ask_whether_it_happened,
    cancel_introduction,
    plan_introduction,
    tell_whether_it_happened,
    tell_whether_it_happened_by_link,
)
from brokerage.actions.allocation_again import propose_next_best
from brokerage.actions.allocation_rehearsal import rehearse_run
from brokerage.actions.allocation_rows import leave_out_row, put_back_row
from brokerage.actions.allocation_runs import begin_run, cancel_run, plan_run, publish_run, take_up
from brokerage.actions.allocation_sending import send_next_batch, send_run
from brokerage.actions.alternatives import part_places, share_places
from brokerage.actions.answering_programmes import drop_answering_programme, name_answering_programme
from brokerage.actions.bookings import (
    answer_booking,
    book_slot,
    cancel_booking,
    close_slot,
    log_use,
    set_slots,
)
from brokerage.actions.broker_help import hand_back_introduction, hand_to_broker, take_on_introduction
from brokerage.actions.brokers import (
    assess_evidence,
    assess_oneself,
    award,
    end_award,
    give_evidence,
    publish_standard,
    rate_broker_by_link,
    register_broker,
    start_serving,
    stop_serving,
)
from brokerage.actions.challenges import close_challenge, join_challenge, start_challenge
from brokerage.actions.clusters import join_cluster, leave_cluster
from brokerage.actions.commissions import commission_delivery, tell_commission_outcome
from brokerage.actions.facts import OfferDetails, OfferFacts
from brokerage.actions.fulfilments import record_fulfilment
from brokerage.actions.hand_over import list_what_was_carried
from brokerage.actions.introductions import (
    answer_introduction,
    answer_introduction_by_link,
    expire_introduction,
    remind_of_answer,
    request_offer,
    withdraw_introduction,
)
from brokerage.actions.journey import (
    Organisation,
    forget_pending_offers,
    publish_first_offer,
    publish_pending_offer,
    submit_offer,
)
from brokerage.actions.journey_steps import count_answered, count_reached
from brokerage.actions.many import ask_many, withdraw_unneeded
from brokerage.actions.matches import decline_match, decline_match_by_link
from brokerage.actions.messages import (
    change_message,
    note_delivery,
    send_message,
    send_message_batch,
    tell_outcome,
    write_message,
)
from brokerage.actions.offers import confirm_offer, edit_offer, publish_offer, withdraw_offer
from brokerage.actions.queue import (
    answer_routing,
    hand_on_request,
    match_request,
    record_outcome,
    take_request,
    triage_request,
)
from brokerage.actions.readiness import declare_conflict, end_conflict, say_ready, say_ready_by_link
from brokerage.actions.replacements import leave_partnership
from brokerage.actions.replies import answer_reply, reply_to_request
from brokerage.actions.requests import (
    RequestFacts,
    close_request,
    give_word,
    give_word_by_link,
    make_request,
    make_requests,
)
from brokerage.actions.surveys import ask_clients
from brokerage.actions.yearly import (
    ask_whether_offer_stands,
    carry_offer,
    carry_offer_by_link,
    confirm_offer_by_link,
)

__all__ = [
    "OfferDetails",
    "OfferFacts",
    "Organisation",
    "RequestFacts",
    "answer_booking",
    "answer_introduction",
    "answer_introduction_by_link",
    "answer_reply",
    "answer_routing",
    "ask_clients",
    "ask_many",
    "ask_whether_it_happened",
    "ask_whether_offer_stands",
    "assess_evidence",
    "assess_oneself",
    "award",
    "begin_run",
    "book_slot",
    "cancel_booking",
    "cancel_introduction",
    "cancel_run",
    "carry_offer",
    "carry_offer_by_link",
    "change_message",
    "close_challenge",
    "close_request",
    "close_slot",
    "commission_delivery",
    "confirm_offer",
    "confirm_offer_by_link",
    "count_answered",
    "count_reached",
    "declare_conflict",
    "decline_match",
    "decline_match_by_link",
    "drop_answering_programme",
    "edit_offer",
    "end_award",
    "end_conflict",
    "expire_introduction",
    "forget_pending_offers",
    "give_evidence",
    "give_word",
    "give_word_by_link",
    "hand_back_introduction",
    "hand_on_request",
    "hand_to_broker",
    "join_challenge",
    "join_cluster",
    "leave_cluster",
    "leave_out_row",
    "leave_partnership",
    "list_what_was_carried",
    "log_use",
    "make_request",
    "make_requests",
    "match_request",
    "name_answering_programme",
    "note_delivery",
    "part_places",
    "plan_introduction",
    "plan_run",
    "propose_next_best",
    "publish_first_offer",
    "publish_offer",
    "publish_pending_offer",
    "publish_run",
    "publish_standard",
    "put_back_row",
    "rate_broker_by_link",
    "record_fulfilment",
    "record_outcome",
    "register_broker",
    "rehearse_run",
    "remind_of_answer",
    "reply_to_request",
    "request_offer",
    "say_ready",
    "say_ready_by_link",
    "send_access_routes",
    "send_message",
    "send_message_batch",
    "send_next_batch",
    "send_run",
    "set_slots",
    "share_places",
    "start_challenge",
    "start_serving",
    "stop_serving",
    "submit_offer",
    "take_on_introduction",
    "take_request",
    "take_up",
    "tell_commission_outcome",
    "tell_outcome",
    "tell_whether_it_happened",
    "tell_whether_it_happened_by_link",
    "triage_request",
    "withdraw_introduction",
    "withdraw_offer",
    "withdraw_unneeded",
    "write_message",
]
