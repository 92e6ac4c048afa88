-- Open schools and colleges of the right ages that an offer reaches: those that ask for such help first, then those
-- that say what would help them, then priority schools, then the nearest. `first` comes before all of them.
WITH reached AS (
    SELECT school.id, school.name, school.town, school.urn,
           sqrt((school.easting - %(easting)s::int)::float8 ^ 2 + (school.northing - %(northing)s::int)::float8 ^ 2) AS metres
    FROM institutions_institution school
    WHERE school.kind = ANY (%(kinds)s) AND school.status = ANY (%(open)s)
      AND school.local_authority_id IS NOT NULL AND NOT school.type_code = ANY (%(types_out_of_scope)s)
      AND NOT (school.type_code = '' AND school.laestab ~ %(number_out_of_scope)s)
      AND school.phases::text[] && %(phases)s::text[]
      AND school.id <> %(provider)s
      AND (%(reach_m)s::int IS NULL
           OR school.easting BETWEEN %(easting)s::int - %(reach_m)s::int AND %(easting)s::int + %(reach_m)s::int
          AND school.northing BETWEEN %(northing)s::int - %(reach_m)s::int AND %(northing)s::int + %(reach_m)s::int)
)
SELECT reached.id, reached.name, reached.town, reached.urn, floor(reached.metres)::int AS metres,
       request.areas, coalesce(welcome.wants, '') AS wants, coalesce(priority.lists, '') AS lists
FROM reached
LEFT JOIN (SELECT school_id, array_agg(area ORDER BY area) AS areas FROM brokerage_request
           WHERE state = ANY (%(asking)s) AND area = ANY (%(areas)s) GROUP BY school_id) request ON request.school_id = reached.id
LEFT JOIN institutions_welcome welcome ON welcome.institution_id = reached.id AND welcome.wants <> ''
LEFT JOIN (SELECT listing.institution_id, string_agg(list.name, ', ' ORDER BY list.name) AS lists
           FROM institutions_prioritylisting listing
           JOIN institutions_prioritylist list ON list.id = listing.priority_list_id
           WHERE list.valid_from <= %(today)s AND (list.valid_to IS NULL OR list.valid_to > %(today)s)
           GROUP BY listing.institution_id) priority ON priority.institution_id = reached.id
WHERE %(reach_m)s::int IS NULL OR reached.metres <= %(reach_m)s::int
ORDER BY (reached.id = %(first)s) IS TRUE DESC, request.areas IS NULL, welcome.wants IS NULL, priority.lists IS NULL,
         reached.metres NULLS LAST, md5(reached.id || ' ' || %(offer)s::bigint)
LIMIT %(limit)s
