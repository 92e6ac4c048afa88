-- Offers for the area made close to the school that the ranking leaves out, counted by the first reason that applies.
-- An offer that the school may not see is not counted: that would tell of it.
SELECT CASE WHEN offer.confirmed_on < %(confirmed_since)s THEN 'LAPSED'
            WHEN offer.available_to < %(today)s THEN 'OVER'
            WHEN NOT offer.phases::text[] && %(phases)s::text[] THEN 'OTHER_PHASE'
            WHEN NOT (offer.year_groups = '{}' OR offer.year_groups::text[] && %(years)s::text[]) THEN 'OTHER_PHASE'
            WHEN NOT sqrt((offer.easting - %(easting)s::int)::float8 ^ 2 + (offer.northing - %(northing)s::int)::float8 ^ 2)
                 <= offer.reach_km * 1000 THEN 'OUT_OF_REACH'
            ELSE 'FULL' END AS reason,
       count(*) AS offers
FROM brokerage_offer offer
LEFT JOIN brokerage_sharedplaces shared ON shared.id = offer.shared_places_id
WHERE offer.state = 'PUBLISHED' AND offer.delivery <> 'ONLINE' AND %(area)s = ANY (offer.areas)
  AND point(offer.easting, offer.northing)
      <@ circle(point(%(easting)s::int, %(northing)s::int), %(within_m)s::int)
  AND (offer.visibility = 'EVERYONE' OR offer.visibility = 'NAMED_FIRST' AND offer.everyone_from <= %(today)s)
  AND (offer.confirmed_on < %(confirmed_since)s
       OR offer.available_to < %(today)s
       OR NOT offer.phases::text[] && %(phases)s::text[]
       OR NOT (offer.year_groups = '{}' OR offer.year_groups::text[] && %(years)s::text[])
       OR offer.places_taken >= offer.places
       OR shared.places_taken >= shared.places
       OR sqrt((offer.easting - %(easting)s::int)::float8 ^ 2 + (offer.northing - %(northing)s::int)::float8 ^ 2)
          > offer.reach_km * 1000)
GROUP BY reason
