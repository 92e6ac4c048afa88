-- Offers for the area made close to the school that the ranking leaves out, counted by the first reason that applies.
SELECT CASE WHEN offer.confirmed_on < %(confirmed_since)s THEN 'LAPSED'
            WHEN offer.available_to < %(today)s THEN 'OVER'
            WHEN NOT offer.phases::text[] && %(phases)s::text[] THEN 'OTHER_PHASE'
            WHEN NOT sqrt((offer.easting - %(easting)s::int)::float8 ^ 2 + (offer.northing - %(northing)s::int)::float8 ^ 2)
                 <= offer.reach_km * 1000 THEN 'OUT_OF_REACH'
            ELSE 'FULL' END AS reason,
       count(*) AS offers
FROM brokerage_offer offer
WHERE offer.state = 'PUBLISHED' AND offer.delivery <> 'ONLINE' AND %(area)s = ANY (offer.areas)
  AND point(offer.easting, offer.northing)
      <@ circle(point(%(easting)s::int, %(northing)s::int), %(within_m)s::int)
  AND (offer.confirmed_on < %(confirmed_since)s
       OR offer.available_to < %(today)s
       OR NOT offer.phases::text[] && %(phases)s::text[]
       OR offer.places_taken >= offer.places
       OR sqrt((offer.easting - %(easting)s::int)::float8 ^ 2 + (offer.northing - %(northing)s::int)::float8 ^ 2)
          > offer.reach_km * 1000)
GROUP BY reason
