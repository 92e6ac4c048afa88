-- The needs of a run: met are those that get an offer, and those that asked have waited until today.
WITH need AS (
    SELECT school_id, is_priority, offer_id IS NOT NULL AS is_met, %(today)s::date - asked_on AS days
    FROM brokerage_allocationrow
    WHERE run_id = %(run)s AND state <> 'RETURNED'
)
