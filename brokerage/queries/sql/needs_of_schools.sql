-- The needs of some schools in some areas of support: where a school has no live partnership for the area, or asks for
-- one, and no introduction is under way. Of one kind of offer: where a school asks for that kind, and none is under way.
-- One row per need, in the order of the schools and the areas that are given.
WITH scope AS (
    SELECT unnest(%(schools)s::bigint[]) AS school_id
),
asked_area AS (
    SELECT area, position FROM unnest(%(areas)s::text[]) WITH ORDINALITY AS given (area, position)
),
live AS (
    SELECT DISTINCT party.institution_id AS school_id, unnest(partnership.areas) AS area
    FROM scope
    JOIN partnerships_party party
      ON party.institution_id = scope.school_id AND (party.left_on IS NULL OR party.left_on > CURRENT_DATE)
    JOIN partnerships_partnership partnership
      ON partnership.id = party.partnership_id AND partnership.stage = ANY (%(live)s)
),
under_way AS (
    SELECT DISTINCT introduction.school_id, introduction.area
    FROM brokerage_introduction introduction
    JOIN brokerage_offer offer ON offer.id = introduction.offer_id
    WHERE introduction.state = ANY (%(under_way)s) AND introduction.school_id = ANY (%(schools)s)
      AND offer.kind_id = COALESCE(%(offer_kind)s, offer.kind_id)
),
request AS (
    SELECT school_id, area, min(created_at) AS asked_at FROM brokerage_request
    WHERE state = ANY (%(open)s) AND school_id = ANY (%(schools)s)
      AND (
          %(offer_kind)s::bigint IS NULL
          OR id IN (SELECT request_id FROM brokerage_request_kinds_wanted WHERE term_id = %(offer_kind)s)
      )
    GROUP BY school_id, area
)
SELECT scope.school_id, asked_area.area, request.asked_at
FROM scope
CROSS JOIN asked_area
LEFT JOIN live USING (school_id, area)
LEFT JOIN under_way USING (school_id, area)
LEFT JOIN request USING (school_id, area)
WHERE under_way.school_id IS NULL
  AND (request.school_id IS NOT NULL OR (live.school_id IS NULL AND %(offer_kind)s::bigint IS NULL))
ORDER BY scope.school_id, asked_area.position
