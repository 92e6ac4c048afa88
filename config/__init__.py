"""Wiring only: settings, addresses and the schedule. No other package imports it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
