-- Needs, which of them are met, and how long each has waited (NULL where nobody asked), by kind of school. A school of
-- several phases counts in each. Goes on from what says where the needs come from.
SELECT cut.kind, cut.value,
       count(DISTINCT need.school_id) AS schools,
       count(*) AS needs,
       count(*) FILTER (WHERE need.is_met) AS met,
       round(avg(need.days))::int AS days_waited
FROM need
JOIN institutions_institution school ON school.id = need.school_id
JOIN institutions_area authority ON authority.id = school.local_authority_id
LEFT JOIN institutions_area region ON region.id = authority.parent_id
LEFT JOIN institutions_groupmembership trust ON trust.member_id = school.id AND trust.left_on IS NULL
CROSS JOIN LATERAL (
    SELECT 'priority', CASE WHEN need.is_priority THEN 'YES' ELSE 'NO' END
    UNION ALL SELECT 'phase', unnest(school.phases)
    UNION ALL SELECT 'size', CASE WHEN school.roll IS NULL THEN 'UNKNOWN' WHEN school.roll < %(small_roll)s THEN 'SMALL' ELSE 'OTHER' END
    UNION ALL SELECT 'setting', CASE WHEN school.is_rural IS NULL THEN 'UNKNOWN' WHEN school.is_rural THEN 'RURAL' ELSE 'URBAN' END
    UNION ALL SELECT 'trust', CASE WHEN trust.id IS NULL THEN 'NO' ELSE 'YES' END
    UNION ALL SELECT 'region', coalesce(region.name, '')
) cut (kind, value)
GROUP BY cut.kind, cut.value
ORDER BY cut.kind, cut.value
