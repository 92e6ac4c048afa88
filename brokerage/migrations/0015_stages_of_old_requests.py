"""Requests from before: an open one was submitted; one with an outcome waits for the school's word, which nobody asked for."""

from django.db import migrations

STATES = """
INSERT INTO brokerage_requeststage (request_id, state, reached_at, by_id, words)
SELECT id, 'SUBMITTED', created_at, made_by_id, '' FROM brokerage_request
UNION ALL
SELECT id, 'SOLVED', closed_at, NULL, '' FROM brokerage_request WHERE state <> 'OPEN' AND outcome_id IS NOT NULL;

UPDATE brokerage_request
SET state = CASE WHEN state <> 'OPEN' AND outcome_id IS NOT NULL THEN 'SOLVED' ELSE 'SUBMITTED' END,
    outcome_id = CASE WHEN state <> 'OPEN' THEN outcome_id END,
    closed_at = NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0014_requests_in_stages")]
    operations = [migrations.RunSQL(STATES, migrations.RunSQL.noop)]
