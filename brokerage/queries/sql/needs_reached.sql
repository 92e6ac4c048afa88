-- Open requests, and whether an offer that can still be asked for reaches the school: in person, or online. Once for any
-- provider, and once for each sector of industry that the school would like to hear from.
-- An offer that the school may not see yet is not counted.
WITH need AS MATERIALIZED (
    SELECT request.id, request.area::text AS support_area,
           (CASE WHEN request.phases = '{}' THEN school.phases ELSE request.phases END)::text[] AS phases,
           school.id AS school_id, school.easting, school.northing,
           coalesce(school.district_id, school.local_authority_id) AS place_id
    FROM brokerage_request request
    JOIN institutions_institution school ON school.id = request.school_id
    WHERE request.id = ANY (%(requests)s)
),
wanted AS (
    SELECT need.*, '' AS sector FROM need
    UNION ALL
    SELECT need.*, term.code
    FROM need
    JOIN brokerage_request_sectors chosen ON chosen.request_id = need.id
    JOIN institutions_term term ON term.id = chosen.term_id
),
-- Few offers are online, and they reach everybody: by area, ages and sector they are looked up once.
online AS MATERIALIZED (
    SELECT DISTINCT unnest(offer.areas)::text AS support_area, unnest(offer.phases)::text AS phase,
           unnest(ARRAY['', provider.sector]) AS sector
    FROM brokerage_offer offer
    JOIN institutions_institution provider ON provider.id = offer.provider_id
    LEFT JOIN brokerage_sharedplaces shared ON shared.id = offer.shared_places_id
    WHERE offer.state = 'PUBLISHED' AND offer.delivery = 'ONLINE' AND offer.places_taken < offer.places
      AND (shared.id IS NULL OR shared.places_taken < shared.places)
      AND offer.confirmed_on >= %(confirmed_since)s
      AND (offer.available_to IS NULL OR offer.available_to >= %(today)s)
      AND (offer.visibility = 'EVERYONE' OR offer.visibility = 'NAMED_FIRST' AND offer.everyone_from <= %(today)s)
)
SELECT wanted.id, wanted.support_area, wanted.sector, wanted.place_id,
       EXISTS (
           SELECT FROM brokerage_offer offer
           JOIN institutions_institution provider ON provider.id = offer.provider_id
           LEFT JOIN brokerage_sharedplaces shared ON shared.id = offer.shared_places_id
           WHERE offer.state = 'PUBLISHED' AND offer.delivery <> 'ONLINE' AND offer.places_taken < offer.places
             AND offer.catchment @> box(point(wanted.easting, wanted.northing))
             AND sqrt((offer.easting - wanted.easting)::float8 ^ 2 + (offer.northing - wanted.northing)::float8 ^ 2)
                 <= offer.reach_km * 1000
             AND wanted.support_area = ANY (offer.areas::text[]) AND offer.phases::text[] && wanted.phases
             AND (shared.id IS NULL OR shared.places_taken < shared.places)
             AND offer.confirmed_on >= %(confirmed_since)s
             AND (offer.available_to IS NULL OR offer.available_to >= %(today)s)
             AND (offer.visibility = 'EVERYONE'
                  OR offer.visibility = 'NAMED_FIRST' AND offer.everyone_from <= %(today)s)
             AND (wanted.sector = '' OR provider.sector = wanted.sector)
             AND offer.provider_id <> wanted.school_id
       ) AS in_person,
       EXISTS (
           SELECT FROM online
           WHERE online.support_area = wanted.support_area AND online.phase = ANY (wanted.phases)
             AND online.sector = wanted.sector
       ) AS online
FROM wanted
ORDER BY wanted.id, wanted.sector
