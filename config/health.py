"""Two questions a load balancer asks: are you alive, and can you work?"""

import logging

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core import db

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def healthz(_: HttpRequest) -> HttpResponse:
    """Alive. Touches nothing, so that a database at rest does not get the web server restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(_: HttpRequest) -> HttpResponse:
    """Ready: the database and the broker answer."""
    checks = {"database": _database_answers(), "broker": _broker_answers()}
    lines = "".join(f"{name} {'ok' if answers else 'does not answer'}\n" for name, answers in checks.items())
    return HttpResponse(lines, content_type="text/plain", status=200 if all(checks.values()) else 503)


def _database_answers() -> bool:
    try:
        return bool(db.rows("SELECT 1"))
    except Exception:  # whatever the reason, the answer is no; the log has the reason
        logger.exception("The database does not answer")
        return False


def _broker_answers() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
        return True
    except Exception:
        logger.exception("The broker does not answer")
        return False
