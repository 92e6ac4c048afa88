-- Schools and offers that a run keeps apart: they were put to each other in the last year, or still are, or the offer is
-- the school's own.
SELECT school_id, offer_id FROM brokerage_introduction
WHERE school_id = ANY (%(schools)s) AND (created_at >= %(since)s OR state = ANY (%(under_way)s))
UNION
SELECT provider_id, id FROM brokerage_offer WHERE provider_id = ANY (%(schools)s)
