"""Addresses of offers, requests and introductions."""

from django.urls import path, register_converter

from brokerage.views import (
    access_routes,
    access_work,
    allocation,
    answering_programmes,
    bookings,
    brokers,
    challenges,
    conflicts,
    introduction_steps,
    introductions,
    journey,
    messages,
    needs,
    offers,
    queue,
    ranked,
    replacements,
    requests,
    unmet,
)
from institutions import converters  # noqa: F401 (registers them)
from institutions.models import SupportArea


class SupportAreaConverter:
    """An area of support in an address: `higher-education`."""

    regex = "|".join(area.value.lower().replace("_", "-") for area in SupportArea)

    def to_python(self, value: str) -> SupportArea:
        return SupportArea(value.upper().replace("-", "_"))

    def to_url(self, value: str) -> str:
        return value.lower().replace("_", "-")


register_converter(SupportAreaConverter, "support_area")

app_name = "brokerage"
urlpatterns = [
    path("offer/", journey.offer_start, name="offer_start"),
    path("offer/check/", journey.offer_check, name="offer_check"),
    path("offer/sent/", journey.offer_sent, name="offer_sent"),
    path("offer/publish/<str:token>/", journey.publish_by_link, name="publish_by_link"),
    path("offer/<slug:slug>/", journey.offer_step, name="offer_step"),
    path("offers/", offers.offers, name="offers"),
    path(
        "partnerships/<int:pk>/parties/<int:party_pk>/leave/",
        replacements.leave_partnership,
        name="leave_partnership",
    ),
    path("offers/drop-out/", journey.offer_drop_out, name="offer_drop_out"),
    path("offers/<int:pk>/", offers.offer, name="offer"),
    path("offers/<int:pk>/suggestions/", offers.suggestions, name="suggestions"),
    path("offers/<int:pk>/change/", offers.edit_offer, name="edit_offer"),
    path("offers/<int:pk>/confirm/", offers.confirm_offer, name="confirm_offer"),
    path("offers/<int:pk>/alternatives/", offers.alternatives, name="alternatives"),
    path("offers/<int:pk>/alternatives/part/", offers.part_places, name="part_places"),
    path("offers/<int:pk>/times/", bookings.slots, name="slots"),
    path("times/<int:pk>/close/", bookings.close_slot, name="close_slot"),
    path("times/<int:pk>/book/", bookings.book_slot, name="book_slot"),
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/<int:pk>/", bookings.booking, name="booking"),
    path("bookings/<int:pk>/answer/", bookings.answer_booking, name="answer_booking"),
    path("bookings/<int:pk>/cancel/", bookings.cancel_booking, name="cancel_booking"),
    path("offers/<int:pk>/again/", offers.carry_offer, name="carry_offer"),
    path("offers/stands/<str:token>/", offers.offer_stands, name="offer_stands"),
    path("offers/<int:pk>/withdraw/", offers.withdraw_offer, name="withdraw_offer"),
    path("institutions/<int:pk>/offers/", offers.institution_offers, name="institution_offers"),
    path("access-routes/<area_code:code>/", access_routes.access_routes, name="access_routes"),
    path("access-routes/<area_code:code>/send/", access_routes.send_access_routes, name="send_access_routes"),
    path("institutions/<int:pk>/access-work/", access_work.access_work, name="access_work"),
    path("institutions/<int:pk>/access-work/plan.csv", access_work.access_work_csv, name="access_work_csv"),
    path("institutions/<int:pk>/support/<support_area:area>/", ranked.ranked, name="ranked"),
    path(
        "institutions/<int:pk>/support/<support_area:area>/request/",
        requests.make_request,
        name="make_request",
    ),
    path(
        "institutions/<int:pk>/support/<support_area:area>/offers/<int:offer_pk>/",
        ranked.request_offer,
        name="request_offer",
    ),
    path("brokers/", brokers.brokers, name="brokers"),
    path("brokers/standard/", brokers.publish_standard, name="publish_standard"),
    path("brokers/areas/<str:code>/", brokers.start_serving, name="start_serving"),
    path("brokers/areas/<int:pk>/end/", brokers.stop_serving, name="stop_serving"),
    path("brokers/<int:pk>/", brokers.broker, name="broker"),
    path("brokers/<int:pk>/register/", brokers.register_broker, name="register_broker"),
    path("brokers/<int:pk>/self-assessment/", brokers.assess_oneself, name="assess_oneself"),
    path("brokers/<int:pk>/criteria/<int:criterion_pk>/", brokers.give_evidence, name="give_evidence"),
    path(
        "brokers/<int:pk>/criteria/<int:criterion_pk>/assess/",
        brokers.assess_evidence,
        name="assess_evidence",
    ),
    path("brokers/<int:pk>/award/", brokers.award, name="award"),
    path("brokers/<int:pk>/award/end/", brokers.end_award, name="end_award"),
    path("rate/<str:token>/", brokers.rate_broker, name="rate_broker"),
    path("unmet-need/", unmet.unmet, name="unmet"),
    path("unmet-need.csv", unmet.unmet_csv, name="unmet_csv"),
    path("requests/", requests.requests, name="requests"),
    path("requests/new/", requests.request_new, name="request_new"),
    path("requests/word/<str:token>/", requests.word_by_link, name="word_by_link"),
    path("requests/<int:pk>/", requests.request, name="request"),
    path("requests/<int:pk>/change/", requests.request_change, name="request_change"),
    path("requests/<int:pk>/close/", requests.request_close, name="request_close"),
    path("requests/<int:pk>/word/", requests.give_word, name="give_word"),
    path("requests/<int:pk>/triage/", queue.triage_request, name="triage_request"),
    path("requests/<int:pk>/take/", queue.take_request, name="take_request"),
    path("requests/<int:pk>/hand-on/", queue.hand_on, name="hand_on"),
    path(
        "requests/<int:pk>/hand-on/<int:routing_pk>/",
        queue.answer_routing,
        name="answer_routing",
    ),
    path("requests/<int:pk>/outcome/", queue.record_outcome, name="record_outcome"),
    path("requests/<int:pk>/offers/", queue.match, name="match"),
    path("requests/<int:pk>/offers/<int:offer_pk>/", queue.match_offer, name="match_offer"),
    path("requests/<int:pk>/ask/", needs.ask_many, name="ask_many"),
    path(
        "requests/<int:pk>/programmes/new/",
        answering_programmes.name_answering_programme,
        name="name_answering_programme",
    ),
    path(
        "requests/<int:pk>/programmes/<int:programme_pk>/drop/",
        answering_programmes.drop_answering_programme,
        name="drop_answering_programme",
    ),
    path("requests/<int:pk>/given/", needs.record_fulfilment, name="record_fulfilment"),
    path("requests/<int:pk>/commission/", needs.commission_delivery, name="commission_delivery"),
    path(
        "requests/<int:pk>/commissions/<int:commission_pk>/outcome/",
        needs.tell_commission_outcome,
        name="tell_commission_outcome",
    ),
    path("requests/<int:pk>/replies/<int:reply_pk>/", needs.answer_reply, name="answer_reply"),
    path("requests/<int:pk>/leave/<int:school_pk>/", needs.leave_cluster, name="leave_cluster"),
    path("brokers/<int:pk>/survey/", brokers.ask_clients, name="ask_clients"),
    path("events/<int:pk>/offers/", offers.event_offers, name="event_offers"),
    path("needs/", needs.needs, name="needs"),
    path("needs/<int:pk>/", needs.need, name="need"),
    path("needs/<int:pk>/join/", needs.join_cluster, name="join_cluster"),
    path("messages/", messages.messages, name="messages"),
    path("messages/new/<slug:code>/", messages.write_message, name="write_message"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("messages/<int:pk>/change/", messages.change_message, name="change_message"),
    path("messages/<int:pk>/send/", messages.send_message, name="send_message"),
    path("messages/<int:pk>/deliveries/new/", messages.note_delivery, name="note_delivery"),
    path("messages/<int:pk>/outcome/", messages.tell_outcome, name="tell_outcome"),
    path("challenges/", challenges.challenges, name="challenges"),
    path("challenges/new/", challenges.challenge_new, name="challenge_new"),
    path("challenges/<int:pk>/", challenges.challenge, name="challenge"),
    path("challenges/<int:pk>/close/", challenges.challenge_close, name="challenge_close"),
    path("queue/", queue.queue, name="queue"),
    path("allocation-runs/", allocation.allocation_runs, name="allocation_runs"),
    path("allocation-runs/fairness/", allocation.year_fairness, name="year_fairness"),
    path("allocation-runs/new/", allocation.plan_run, name="plan_run"),
    path("allocation-runs/<int:pk>/", allocation.allocation_run, name="allocation_run"),
    path("allocation-runs/<int:pk>/send/", allocation.publish_run, name="publish_run"),
    path("allocation-runs/<int:pk>/cancel/", allocation.cancel_run, name="cancel_run"),
    path("allocation-runs/<int:pk>/rows/", allocation.allocation_rows, name="allocation_rows"),
    path("allocation-runs/<int:pk>/rows.csv", allocation.allocation_rows_csv, name="allocation_rows_csv"),
    path("allocation-runs/<int:pk>/rows/<int:row_pk>/", allocation.allocation_row, name="allocation_row"),
    path(
        "allocation-runs/<int:pk>/rows/<int:row_pk>/leave-out/",
        allocation.leave_out_row,
        name="leave_out_row",
    ),
    path(
        "allocation-runs/<int:pk>/rows/<int:row_pk>/put-back/", allocation.put_back_row, name="put_back_row"
    ),
    path("introductions/", introductions.introductions, name="introductions"),
    path("introductions/<int:pk>/", introductions.introduction, name="introduction"),
    path(
        "introductions/<int:pk>/withdraw/", introductions.withdraw_introduction, name="withdraw_introduction"
    ),
    path("introductions/<int:pk>/decline/", introduction_steps.decline_match, name="decline_match"),
    path("introductions/<int:pk>/broker/", introduction_steps.hand_to_broker, name="hand_to_broker"),
    path(
        "introductions/<int:pk>/take-on/",
        introduction_steps.take_on_introduction,
        name="take_on_introduction",
    ),
    path(
        "introductions/<int:pk>/hand-back/",
        introduction_steps.hand_back_introduction,
        name="hand_back_introduction",
    ),
    path("introductions/<int:pk>/plan/", introduction_steps.plan_introduction, name="plan_introduction"),
    path(
        "introductions/<int:pk>/cancel/", introduction_steps.cancel_introduction, name="cancel_introduction"
    ),
    path(
        "introductions/<int:pk>/happened/",
        introduction_steps.tell_whether_it_happened,
        name="tell_whether_it_happened",
    ),
    path("introductions/<int:pk>/ready/", introduction_steps.say_ready, name="say_ready"),
    path("ready/<str:token>/", introduction_steps.ready_by_link, name="ready_by_link"),
    path("institutions/<int:pk>/conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<int:pk>/end/", conflicts.end_conflict, name="end_conflict"),
    path("decline/<str:token>/", introduction_steps.decline_match_by_link, name="decline_match_by_link"),
    path("happened/<str:token>/", introduction_steps.happened_by_link, name="happened_by_link"),
    path("answer/<str:token>/", introductions.answer_by_link, name="answer_by_link"),
]
