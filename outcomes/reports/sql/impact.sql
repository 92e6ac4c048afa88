-- What both sides say a partner did with schools, by school year, in all and by area of support.
WITH part AS (
    SELECT extract(year FROM collaboration.starts_on - interval '8 months')::int AS began, collaboration.area,
           collaboration.id AS collaboration_id, contribution.school_id,
           (SELECT sum(pupils) FROM partnerships_participation WHERE contribution_id = contribution.id) AS pupils
    FROM partnerships_collaboration collaboration
    JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
    WHERE collaboration.partner_id = %(partner)s AND collaboration.state = 'RECORDED'
      AND collaboration.starts_on <= %(today)s
      AND collaboration.partner_confirmation = 'CONFIRMED' AND contribution.confirmation = 'CONFIRMED'
)
SELECT began, area, count(DISTINCT collaboration_id)::int AS activities, count(DISTINCT school_id)::int AS schools,
       coalesce(sum(pupils), 0)::int AS pupils
FROM part
GROUP BY GROUPING SETS ((began), (began, area))
ORDER BY began DESC, area NULLS FIRST
