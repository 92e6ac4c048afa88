-- With whom the schools already work.
SELECT DISTINCT ours.institution_id AS school_id, theirs.institution_id AS provider_id
FROM partnerships_party ours
JOIN partnerships_partnership partnership
  ON partnership.id = ours.partnership_id AND partnership.stage = ANY (%(live)s)
JOIN partnerships_party theirs
  ON theirs.partnership_id = ours.partnership_id AND theirs.institution_id <> ours.institution_id
WHERE ours.institution_id = ANY (%(schools)s) AND (ours.left_on IS NULL OR ours.left_on > CURRENT_DATE)
  AND (theirs.left_on IS NULL OR theirs.left_on > CURRENT_DATE)
