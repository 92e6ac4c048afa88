-- Activities of each school year from %(first_day)s to %(last_day)s by place: how many were of a type that is asked
-- whether both sides planned it, and how many they planned together. One of several schools of a place counts once
-- there; disputed records count for nothing.
WITH part AS (
    SELECT DISTINCT extract(year FROM collaboration.starts_on - interval '8 months')::int AS began,
           CASE %(level)s WHEN 'country' THEN 0 WHEN 'region' THEN authority.parent_id ELSE authority.id END AS place_id,
           collaboration.id, 'CO_DESIGNED' = ANY (collaboration.flags) AS is_together
    FROM partnerships_collaboration collaboration
    JOIN partnerships_activitykind kind
      ON kind.term_id = collaboration.activity_type_id AND 'CO_DESIGNED' = ANY (kind.flags)
    JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
    JOIN institutions_institution school ON school.id = contribution.school_id
    JOIN institutions_area authority ON authority.id = school.local_authority_id
    WHERE collaboration.state = 'RECORDED' AND collaboration.starts_on BETWEEN %(first_day)s AND %(last_day)s
      AND collaboration.partner_confirmation <> 'DISPUTED' AND contribution.confirmation <> 'DISPUTED'
      AND (%(schools)s::bigint[] IS NULL OR school.id = ANY (%(schools)s::bigint[]))
)
SELECT began, place_id, count(*) AS activities, count(*) FILTER (WHERE is_together) AS together
FROM part
GROUP BY began, place_id
