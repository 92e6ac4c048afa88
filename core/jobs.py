"""Asking a worker for something."""

from typing import Any

from celery import current_app
from django.db import transaction


def after_commit(task: str, **what: Any) -> None:
    """Hand the task of that name to a worker once this transaction has committed.

    By name, because whoever asks stands below the tasks. Robust: with the message broker away the work waits in its
    table, where a task that runs by the clock must look for what was left behind.
    """
    transaction.on_commit(lambda: current_app.signature(task, kwargs=what).delay(), robust=True)
