-- Schools and offers that a run keeps apart: they were put to each other in the last year, or still are; the offer is the
-- school's own; or its provider does not show it to the school or to its trust.
SELECT school_id, offer_id FROM brokerage_introduction
WHERE school_id = ANY (%(schools)s) AND (created_at >= %(since)s OR state = ANY (%(under_way)s))
UNION
SELECT provider_id, id FROM brokerage_offer WHERE provider_id = ANY (%(schools)s)
UNION
SELECT coalesce(trust.member_id, named.institution_id), offer.id
FROM brokerage_offer offer
JOIN brokerage_offer_named named ON named.offer_id = offer.id
LEFT JOIN institutions_groupmembership trust ON trust.group_id = named.institution_id AND trust.left_on IS NULL
WHERE offer.visibility = 'NAMED_NOT' AND coalesce(trust.member_id, named.institution_id) = ANY (%(schools)s)
