-- Schools with a relationship in any area: a live partnership, or an introduction under way.
SELECT party.institution_id AS school_id
FROM partnerships_party party
JOIN partnerships_partnership partnership
  ON partnership.id = party.partnership_id AND partnership.stage = ANY (%(live)s)
WHERE party.institution_id = ANY (%(schools)s) AND (party.left_on IS NULL OR party.left_on > CURRENT_DATE)
UNION
SELECT school_id FROM brokerage_introduction
WHERE state = ANY (%(under_way)s) AND school_id = ANY (%(schools)s)
