-- Activities between %(first_day)s and %(last_day)s by the group of learners that they were meant for: how many, how
-- many of them were about the most selective universities, and at how many schools. Disputed records count for nothing.
SELECT tag.term_id,
       count(DISTINCT collaboration.id) AS activities,
       count(DISTINCT collaboration.id) FILTER (WHERE 'SELECTIVE' = ANY (collaboration.flags)) AS selective,
       count(DISTINCT contribution.school_id) AS schools,
       count(DISTINCT contribution.school_id) FILTER (WHERE 'SELECTIVE' = ANY (collaboration.flags)) AS selective_schools
FROM partnerships_collaboration collaboration
JOIN partnerships_collaboration_tags tag ON tag.collaboration_id = collaboration.id
JOIN institutions_term term ON term.id = tag.term_id AND term.vocabulary = 'TARGET_GROUP'
JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
WHERE collaboration.state = 'RECORDED' AND collaboration.starts_on BETWEEN %(first_day)s AND %(last_day)s
  AND collaboration.partner_confirmation <> 'DISPUTED' AND contribution.confirmation <> 'DISPUTED'
  AND (%(schools)s::bigint[] IS NULL OR contribution.school_id = ANY (%(schools)s::bigint[]))
GROUP BY tag.term_id
