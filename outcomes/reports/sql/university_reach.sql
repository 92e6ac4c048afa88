-- What one university did with schools about higher education, by school year: activities, schools, pupils by key stage,
-- and pupils up to Year 8 who came to the campus. Disputed records count for nothing.
WITH part AS (
    SELECT extract(year FROM collaboration.starts_on - interval '8 months')::int AS began,
           collaboration.id AS collaboration_id, contribution.id AS contribution_id, contribution.school_id,
           type.code = 'CAMPUS_VISIT' AS is_visit
    FROM partnerships_collaboration collaboration
    JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
    JOIN institutions_term type ON type.id = collaboration.activity_type_id
    WHERE collaboration.partner_id = %(university)s AND collaboration.state = 'RECORDED'
      AND collaboration.area = 'HIGHER_EDUCATION' AND collaboration.starts_on <= %(today)s
      AND collaboration.partner_confirmation <> 'DISPUTED' AND contribution.confirmation <> 'DISPUTED'
),
counted AS (
    SELECT part.began, stage.name, count(DISTINCT part.collaboration_id) AS activities,
           sum(participation.pupils) AS pupils,
           coalesce(sum(participation.pupils) FILTER (WHERE part.is_visit AND stage.is_early), 0) AS early_visitors
    FROM part
    JOIN partnerships_participation participation USING (contribution_id)
    JOIN unnest(%(years)s::text[], %(stages)s::text[], %(early)s::boolean[]) AS stage(year_group, name, is_early)
      ON stage.year_group = participation.year_group
    GROUP BY part.began, stage.name
),
stages AS (
    SELECT began, jsonb_object_agg(name, jsonb_build_array(activities, pupils)) AS stages,
           sum(early_visitors) AS early_visitors
    FROM counted
    GROUP BY began
)
SELECT part.began, count(DISTINCT part.collaboration_id)::int AS activities, count(DISTINCT part.school_id)::int AS schools,
       coalesce(stages.stages, '{}') AS stages, coalesce(stages.early_visitors, 0)::int AS early_visitors
FROM part
LEFT JOIN stages USING (began)
GROUP BY part.began, stages.stages, stages.early_visitors
ORDER BY part.began DESC
