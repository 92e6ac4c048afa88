-- The offers that one school could ask for in one area, best first, with the points of each part of the fit.
-- In person: the catchments (boxes) that hold the school, then the exact distance. Online: everywhere.
WITH partner AS MATERIALIZED (
    SELECT DISTINCT theirs.institution_id AS id
    FROM partnerships_party ours
    JOIN partnerships_partnership partnership
      ON partnership.id = ours.partnership_id AND partnership.stage = ANY (%(live)s)
    JOIN partnerships_party theirs ON theirs.partnership_id = partnership.id
    WHERE ours.institution_id = %(school)s AND theirs.institution_id <> %(school)s
      AND (ours.left_on IS NULL OR ours.left_on > CURRENT_DATE)
      AND (theirs.left_on IS NULL OR theirs.left_on > CURRENT_DATE)
),
-- The school and the trust that it is in: whoever names the trust means its schools.
own AS MATERIALIZED (
    SELECT %(school)s::bigint AS id
    UNION ALL
    SELECT group_id FROM institutions_groupmembership WHERE member_id = %(school)s AND left_on IS NULL
),
priority AS MATERIALIZED (
    SELECT coalesce(sum(list.weight), 0)::int AS points,
           coalesce(string_agg(list.name, ', ' ORDER BY list.name), '') AS lists
    FROM institutions_prioritylisting listing
    JOIN institutions_prioritylist list ON list.id = listing.priority_list_id
    WHERE listing.institution_id = %(school)s
      AND list.valid_from <= %(today)s AND (list.valid_to IS NULL OR list.valid_to > %(today)s)
),
-- The words in which the school says what it needs, each as it was written and as the offers' words are kept.
need AS MATERIALIZED (
    SELECT array_agg(lexeme ORDER BY lexeme) AS lexemes, array_agg(spoken ORDER BY lexeme) AS spoken,
           string_agg(lexeme, ' | ')::tsquery AS any_of
    FROM (SELECT DISTINCT ON (lexeme) lexeme, spoken
          FROM regexp_split_to_table(lower(%(words)s), '[^a-z0-9]+') spoken,
               unnest(tsvector_to_array(to_tsvector('english', spoken))) lexeme
          WHERE NOT lexeme = ANY (%(say_nothing)s)
          ORDER BY lexeme, spoken) word
),
reaching AS (
    SELECT offer.*, sqrt((offer.easting - %(easting)s::int)::float8 ^ 2
                       + (offer.northing - %(northing)s::int)::float8 ^ 2)::float8 AS metres
    FROM brokerage_offer offer
    WHERE offer.state = 'PUBLISHED' AND offer.delivery <> 'ONLINE' AND offer.places_taken < offer.places
      AND offer.catchment @> box(point(%(easting)s::int, %(northing)s::int))
    UNION ALL
    SELECT offer.*, NULL
    FROM brokerage_offer offer
    WHERE offer.state = 'PUBLISHED' AND offer.delivery = 'ONLINE' AND offer.places_taken < offer.places
),
-- What the school has asked for already, looked up once and not for every offer.
held AS MATERIALIZED (
    SELECT offer_id FROM brokerage_introduction
    WHERE school_id = %(school)s AND area = %(area)s AND state = ANY (%(holding)s)
),
fitting AS MATERIALIZED (
    SELECT offer.id, offer.title, offer.provider_id, offer.kind_id, offer.areas, offer.phases, offer.year_groups,
           offer.delivery, offer.reach_km, offer.easting, offer.northing, offer.precision, offer.confirmed_on,
           offer.available_from, offer.available_to, offer.metres,
           CASE WHEN offer.shared_places_id IS NULL THEN offer.places - offer.places_taken
                ELSE (SELECT least(offer.places - offer.places_taken, shared.places - shared.places_taken)
                      FROM brokerage_sharedplaces shared WHERE shared.id = offer.shared_places_id)
                END AS places_left,
           CASE WHEN offer.words @@ need.any_of
                THEN ARRAY(SELECT need.spoken[place] FROM generate_subscripts(need.lexemes, 1) place
                           WHERE offer.words @@ need.lexemes[place]::tsquery)
                ELSE '{}' END AS words_met
    FROM reaching offer
    CROSS JOIN need
    WHERE (offer.metres IS NULL OR offer.metres <= offer.reach_km * 1000)
      AND offer.areas @> ARRAY[%(area)s]::varchar[]
      AND offer.phases::text[] && %(phases)s::text[]
      AND (offer.year_groups = '{}' OR offer.year_groups::text[] && %(years)s::text[])
      AND offer.confirmed_on >= %(confirmed_since)s
      AND (offer.available_to IS NULL OR offer.available_to >= %(today)s)
      AND offer.provider_id <> %(school)s
      AND (offer.visibility = 'EVERYONE' OR CASE offer.visibility
           WHEN 'NAMED_FIRST' THEN offer.everyone_from <= %(today)s OR EXISTS (
               SELECT FROM brokerage_offer_named named
               WHERE named.offer_id = offer.id AND named.institution_id IN (SELECT id FROM own))
           WHEN 'NAMED_NOT' THEN NOT EXISTS (
               SELECT FROM brokerage_offer_named named
               WHERE named.offer_id = offer.id AND named.institution_id IN (SELECT id FROM own)) END)
      AND offer.id NOT IN (SELECT offer_id FROM held)
),
scored AS (
    SELECT offer.id, offer.title, offer.provider_id, offer.kind_id, offer.areas, offer.phases, offer.year_groups,
           offer.delivery, offer.reach_km, offer.easting, offer.northing, offer.precision, offer.confirmed_on,
           offer.available_from, offer.available_to, offer.places_left, offer.words_met,
           offer.kind_id = ANY (%(kinds)s::bigint[]) AS is_kind_asked,
           floor(offer.metres)::int AS metres,
           CASE WHEN offer.metres IS NULL THEN %(online)s
                ELSE greatest(0, %(distance)s - %(a_km)s * floor(offer.metres)::int / 1000) END AS distance_points,
           %(area_fit)s / cardinality(offer.areas) AS area_points,
           %(phase_fit)s * (('EARLY_YEARS' = ANY (%(phases)s) AND 'EARLY_YEARS' = ANY (offer.phases))::int
                          + ('PRIMARY' = ANY (%(phases)s) AND 'PRIMARY' = ANY (offer.phases))::int
                          + ('SECONDARY' = ANY (%(phases)s) AND 'SECONDARY' = ANY (offer.phases))::int
                          + ('POST_16' = ANY (%(phases)s) AND 'POST_16' = ANY (offer.phases))::int)
               / cardinality(%(phases)s::text[]) AS phase_points,
           %(a_place)s * least(%(places_counted)s, offer.places_left) AS place_points,
           CASE WHEN offer.provider_id IN (SELECT id FROM partner) THEN %(partner)s ELSE 0 END AS partner_points,
           greatest(0, %(fresh)s - (%(today)s::date - offer.confirmed_on) / %(days_a_point)s) AS fresh_points,
           (offer.kind_id = ANY (%(kinds)s::bigint[]))::int * %(kind_asked)s
               + %(a_word)s * least(%(words_counted)s, cardinality(offer.words_met)) AS asked_points
    FROM fitting offer
    WHERE offer.places_left > 0
),
best AS (
    SELECT scored.*, priority.points AS priority_points, priority.lists AS priority_lists,
           distance_points + area_points + phase_points + place_points + partner_points + fresh_points
               + asked_points + priority.points AS total,
           md5(scored.id || ' ' || %(school)s::bigint) AS draw  -- a tie favours nobody for ever, and falls the same way each time
    FROM scored CROSS JOIN priority
    ORDER BY total DESC, draw
    LIMIT %(limit)s
)
SELECT best.*, provider.name AS provider, kind.label AS kind
FROM best
JOIN institutions_institution provider ON provider.id = best.provider_id
JOIN institutions_term kind ON kind.id = best.kind_id
ORDER BY total DESC, draw
