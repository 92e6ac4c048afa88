"""The Celery app, and everything that happens by the clock."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("causeway")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

EVERY_MINUTE = crontab()

# task: when. Times are London's.
SCHEDULE = {
    "brokerage.tasks.ask_what_happened": crontab(hour="8", minute="0"),
    "brokerage.tasks.expire_overdue_introductions": crontab(hour="5", minute="0"),
    "brokerage.tasks.ask_whether_offers_stand": crontab(hour="8", minute="20"),
    "brokerage.tasks.forget_pending_offers": crontab(hour="5", minute="10"),
    "brokerage.tasks.open_hand_overs": EVERY_MINUTE,
    "brokerage.tasks.remind_of_answers": crontab(hour="8", minute="10"),
    "brokerage.tasks.replace_what_came_to_nothing": crontab(hour="5", minute="40"),
    "brokerage.tasks.take_up_stalled_messages": EVERY_MINUTE,
    "brokerage.tasks.take_up_stalled_runs": EVERY_MINUTE,
    "brokerage.tasks.withdraw_unneeded_introductions": EVERY_MINUTE,
    "institutions.tasks.remind_of_terms_ending": crontab(hour="6", minute="0"),
    "institutions.tasks.take_new_words": EVERY_MINUTE,
    "outcomes.tasks.choose_similar_schools": crontab(hour="3", minute="50"),
    "outcomes.tasks.publish_changes": EVERY_MINUTE,
    "outcomes.tasks.publish_coverage": crontab(hour="2", minute="30"),
    "outcomes.tasks.publish_views": crontab(hour="3", minute="45"),
    "outcomes.tasks.publish_leavers": crontab(hour="3", minute="30"),
    "outcomes.tasks.publish_pathways": crontab(hour="3", minute="40"),
    "outcomes.tasks.remind_of_evaluation_points": crontab(hour="8", minute="30"),
    "outcomes.tasks.send_digests": crontab(day_of_week="mon", hour="7", minute="30"),
    "partnerships.tasks.escalate_issues": crontab(hour="6", minute="10"),
    "partnerships.tasks.forget_families": crontab(hour="5", minute="20"),
    "partnerships.tasks.remind_of_concerns": crontab(hour="8", minute="40"),
    "partnerships.tasks.tell_of_silences": crontab(hour="6", minute="30"),
    "partnerships.tasks.warn_of_fundings": crontab(hour="6", minute="20"),
    "core.tasks.send_waiting_emails": EVERY_MINUTE,
}
app.conf.beat_schedule = {task: {"task": task, "schedule": when} for task, when in SCHEDULE.items()}
