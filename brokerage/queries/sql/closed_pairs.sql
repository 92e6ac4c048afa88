-- Schools and offers that their distance would let meet, but the offer's visibility or year groups do not.
-- A year group begins at the age of its place in `years` plus two: nursery, the first, at three.
WITH belongs AS MATERIALIZED (
    SELECT id AS school_id, id AS institution_id FROM institutions_institution WHERE id = ANY (%(schools)s)
    UNION ALL
    SELECT member_id, group_id FROM institutions_groupmembership
    WHERE member_id = ANY (%(schools)s) AND left_on IS NULL
),
narrow AS MATERIALIZED (
    SELECT * FROM brokerage_offer offer
    WHERE offer.id = ANY (%(offers)s) AND (offer.visibility <> 'EVERYONE' OR offer.year_groups <> '{}')
),
named AS MATERIALIZED (
    SELECT named.offer_id, belongs.school_id
    FROM brokerage_offer_named named JOIN belongs ON belongs.institution_id = named.institution_id
    WHERE named.offer_id = ANY (%(offers)s)
)
SELECT school.id AS school, offer.id AS offer
FROM narrow offer
JOIN institutions_institution school
  ON school.id = ANY (%(schools)s)
 AND school.phases::text[] && offer.phases::text[]
 AND (offer.delivery = 'ONLINE' OR offer.catchment @> box(point(school.easting, school.northing)))
WHERE CASE offer.visibility
          WHEN 'NAMED_FIRST' THEN offer.everyone_from > %(today)s
               AND (offer.id, school.id) NOT IN (SELECT offer_id, school_id FROM named)
          WHEN 'NAMED_NOT' THEN (offer.id, school.id) IN (SELECT offer_id, school_id FROM named)
          ELSE false END
   OR (offer.year_groups <> '{}' AND school.low_age IS NOT NULL AND school.high_age IS NOT NULL
       AND NOT EXISTS (
           SELECT FROM unnest(offer.year_groups::text[]) year
           WHERE array_position(%(years)s::text[], year) + 2 >= school.low_age
             AND array_position(%(years)s::text[], year) + 2 < school.high_age))
ORDER BY school.id, offer.id
