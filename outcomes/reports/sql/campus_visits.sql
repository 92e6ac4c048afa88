-- For each place (a region, an authority or a school, as %(level)s says) the pupils of one cohort, those who end Year 8
-- in the school year that begins in %(cohort)s, and how many of them went on a campus visit by then.
--
-- Only counts are kept, never who came, so two bounds are worked out. `places` adds up every visit: the most pupils
-- there can have been, if nobody went twice. `at_least` takes each school's largest visit of a year and the best of
-- the years: so many there were even if the same pupils went each time.
WITH scope AS (
    SELECT school.id AS school_id,
           CASE %(level)s WHEN 'country' THEN 0 WHEN 'region' THEN authority.parent_id WHEN 'authority' THEN authority.id
                ELSE school.id END AS place_id,
           school.roll::numeric / greatest(
               coalesce(school.high_age, CASE WHEN 'SECONDARY' = ANY(school.phases) THEN 16 ELSE 11 END)
               - coalesce(school.low_age, CASE WHEN 'PRIMARY' = ANY(school.phases) THEN 4 ELSE 11 END), 1
           ) AS pupils_a_year,
           coalesce(school.low_age <= 12 AND school.high_age >= 13, 'SECONDARY' = ANY(school.phases)) AS has_year_8
    FROM institutions_institution school
    JOIN institutions_area authority ON authority.id = school.local_authority_id
    WHERE school.id = ANY(%(schools)s::bigint[])
),
-- A school year begins in September: eight months earlier it is January of the same year.
visit AS (
    SELECT scope.place_id, scope.school_id, year.began, participation.pupils
    FROM partnerships_collaboration collaboration
    JOIN institutions_term type ON type.id = collaboration.activity_type_id
                               AND type.vocabulary = 'ACTIVITY_TYPE' AND type.code = 'CAMPUS_VISIT'
    JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
    JOIN scope USING (school_id)
    JOIN partnerships_participation participation ON participation.contribution_id = contribution.id
    CROSS JOIN LATERAL (
        SELECT extract(year FROM collaboration.starts_on - interval '8 months')::int AS began
    ) year
    WHERE collaboration.state = 'RECORDED'
      AND collaboration.partner_confirmation <> 'DISPUTED' AND contribution.confirmation <> 'DISPUTED'
      AND collaboration.starts_on BETWEEN %(first_day)s AND %(last_day)s
      AND year.began = %(cohort)s - (
          array_position(%(years)s::text[], 'Y08') - array_position(%(years)s::text[], participation.year_group::text)
      )
),
by_school AS (
    SELECT place_id, school_id, began, sum(pupils) AS places, max(pupils) AS largest
    FROM visit
    GROUP BY place_id, school_id, began
),
by_year AS (
    SELECT place_id, began, sum(places) AS places, sum(largest) AS largest FROM by_school GROUP BY place_id, began
),
counted AS (
    SELECT place_id, sum(places) AS places, max(largest) AS at_least FROM by_year GROUP BY place_id
),
cohort AS (
    SELECT place_id,
           count(*) AS schools,
           sum(pupils_a_year) FILTER (WHERE has_year_8 OR %(level)s = 'school') AS pupils
    FROM scope
    GROUP BY place_id
)
SELECT cohort.place_id,
       cohort.schools::int,
       round(coalesce(cohort.pupils, 0))::int AS pupils,
       coalesce(counted.places, 0)::int AS places,
       coalesce(counted.at_least, 0)::int AS at_least
FROM cohort
LEFT JOIN counted USING (place_id)
ORDER BY cohort.place_id
