-- How formal partnerships were on each of %(days)s, by place: how many stood on each of the four steps that
-- partnerships/queries/formality.py tells. A partnership counts once in every place where one of its parties is.
-- Sponsors are not dated: whoever stands behind a party today is taken to have stood there since it joined.
WITH asked AS (
    SELECT unnest(%(days)s::date[]) AS day
),
party AS (
    SELECT asked.day, party.partnership_id, party.institution_id, party.sponsor <> '' AS is_sponsored,
           partnership.agreed_on <= asked.day
               AND (partnership.agreement_ends_on IS NULL OR partnership.agreement_ends_on >= asked.day) AS is_agreed
    FROM asked
    JOIN partnerships_partnership partnership
      ON partnership.started_on <= asked.day
     AND (partnership.stage = ANY (%(live)s) OR partnership.ended_on > asked.day)
    JOIN partnerships_party party ON party.partnership_id = partnership.id
     AND (party.joined_on IS NULL OR party.joined_on <= asked.day)
     AND (party.left_on IS NULL OR party.left_on > asked.day)
),
-- A body that has a chair, and people of two institutions who vote.
governed AS (
    SELECT DISTINCT asked.day, body.partnership_id
    FROM asked
    JOIN partnerships_body body
      ON body.started_on <= asked.day AND (body.ends_on IS NULL OR body.ends_on > asked.day)
    JOIN partnerships_bodymember member ON member.body_id = body.id
     AND member.joined_on <= asked.day AND (member.left_on IS NULL OR member.left_on > asked.day)
    WHERE body.partnership_id IS NOT NULL
    GROUP BY asked.day, body.partnership_id, body.id
    HAVING bool_or(member.role = 'CHAIR')
       AND count(DISTINCT member.institution_id) FILTER (WHERE member.role <> 'ADVISER') > 1
),
step AS (
    SELECT party.day, party.partnership_id,
           CASE WHEN NOT bool_and(party.is_sponsored) THEN 1
                WHEN NOT coalesce(bool_and(party.is_agreed), false) THEN 2
                WHEN governed.partnership_id IS NULL THEN 3
                ELSE 4 END AS formality
    FROM party
    LEFT JOIN governed ON governed.day = party.day AND governed.partnership_id = party.partnership_id
    GROUP BY party.day, party.partnership_id, governed.partnership_id
),
place AS (
    SELECT DISTINCT party.day, party.partnership_id,
           CASE %(level)s WHEN 'country' THEN 0 WHEN 'region' THEN authority.parent_id
                ELSE institution.local_authority_id END AS place_id
    FROM party
    JOIN institutions_institution institution ON institution.id = party.institution_id
    LEFT JOIN institutions_area authority ON authority.id = institution.local_authority_id
    WHERE %(institutions)s::bigint[] IS NULL OR institution.id = ANY (%(institutions)s::bigint[])
)
SELECT step.day, place.place_id, step.formality, count(*) AS partnerships
FROM step
JOIN place ON place.day = step.day AND place.partnership_id = step.partnership_id
WHERE place.place_id IS NOT NULL
GROUP BY step.day, place.place_id, step.formality
