-- How many of %(schools)s did something in each subject with a partner between %(first_day)s and %(last_day)s, by place,
-- and with how many of them a university did. A row without a subject counts each school once for all subjects together.
-- Disputed records count for nothing.
SELECT CASE %(level)s WHEN 'country' THEN 0 WHEN 'region' THEN authority.parent_id WHEN 'authority' THEN authority.id
            ELSE school.id END AS place_id,
       tag.term_id,
       count(DISTINCT school.id) AS schools,
       count(DISTINCT school.id) FILTER (WHERE partner.kind = 'UNIVERSITY') AS with_university
FROM partnerships_collaboration collaboration
JOIN partnerships_collaboration_tags tag ON tag.collaboration_id = collaboration.id AND tag.term_id = ANY (%(subjects)s)
JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
JOIN institutions_institution school ON school.id = contribution.school_id
JOIN institutions_area authority ON authority.id = school.local_authority_id
JOIN institutions_institution partner ON partner.id = collaboration.partner_id
WHERE collaboration.state = 'RECORDED' AND collaboration.starts_on BETWEEN %(first_day)s AND %(last_day)s
  AND collaboration.partner_confirmation <> 'DISPUTED' AND contribution.confirmation <> 'DISPUTED'
  AND contribution.school_id = ANY (%(schools)s::bigint[])
GROUP BY GROUPING SETS ((1, 2), (1))
