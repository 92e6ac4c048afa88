-- What schools did about higher education in the school year between %(first_day)s and %(last_day)s, by place: activities
-- and pupils by key stage, and the hours that primary schools gave to it. An activity that several schools of a place took
-- part in counts once there. Disputed records count for nothing.
WITH scope AS (
    SELECT school.id AS school_id,
           CASE %(level)s WHEN 'country' THEN 0 WHEN 'region' THEN authority.parent_id WHEN 'authority' THEN authority.id
                ELSE school.id END AS place_id,
           'PRIMARY' = ANY(school.phases) AS is_primary
    FROM institutions_institution school
    JOIN institutions_area authority ON authority.id = school.local_authority_id
    WHERE school.id = ANY(%(schools)s::bigint[])
),
part AS (
    SELECT scope.place_id, scope.school_id, scope.is_primary, contribution.id AS contribution_id,
           collaboration.id AS collaboration_id, collaboration.hours, collaboration.year_groups
    FROM partnerships_collaboration collaboration
    JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
    JOIN scope USING (school_id)
    WHERE collaboration.state = 'RECORDED' AND collaboration.area = 'HIGHER_EDUCATION'
      AND collaboration.partner_confirmation <> 'DISPUTED' AND contribution.confirmation <> 'DISPUTED'
      AND collaboration.starts_on BETWEEN %(first_day)s AND %(last_day)s
),
counted AS (
    SELECT part.place_id, stage.name, count(DISTINCT part.collaboration_id) AS activities, sum(participation.pupils) AS pupils
    FROM part
    JOIN partnerships_participation participation USING (contribution_id)
    JOIN unnest(%(years)s::text[], %(stages)s::text[]) AS stage(year_group, name)
      ON stage.year_group = participation.year_group
    GROUP BY part.place_id, stage.name
),
stages AS (
    SELECT place_id, jsonb_object_agg(name, jsonb_build_array(activities, pupils)) AS stages FROM counted GROUP BY place_id
),
hours AS (
    SELECT place_id,
           count(DISTINCT collaboration_id) AS activities,
           coalesce(sum(hours) FILTER (WHERE is_primary), 0) AS primary_hours,
           count(DISTINCT school_id) FILTER (WHERE is_primary AND hours IS NOT NULL) AS primaries_with_hours
    FROM part
    GROUP BY place_id
),
place AS (
    SELECT place_id, count(*) FILTER (WHERE is_primary) AS primaries FROM scope GROUP BY place_id
)
SELECT place.place_id,
       place.primaries::int,
       coalesce(hours.activities, 0)::int AS activities,
       coalesce(hours.primary_hours, 0) AS primary_hours,
       coalesce(hours.primaries_with_hours, 0)::int AS primaries_with_hours,
       coalesce(stages.stages, '{}') AS stages
FROM place
LEFT JOIN hours USING (place_id)
LEFT JOIN stages USING (place_id)
