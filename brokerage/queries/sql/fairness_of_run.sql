-- How a run treats kinds of schools: their needs, how many get something, and how long those that asked have waited
-- (days until the run). A school of several phases counts in each.
SELECT cut.kind, cut.value,
       count(DISTINCT row.school_id) AS schools,
       count(*) AS needs,
       count(row.offer_id) AS met,
       count(row.asked_on) AS asked,
       round(avg(%(today)s::date - row.asked_on))::int AS days_waited
FROM brokerage_allocationrow row
JOIN institutions_institution school ON school.id = row.school_id
JOIN institutions_area authority ON authority.id = school.local_authority_id
LEFT JOIN institutions_area region ON region.id = authority.parent_id
LEFT JOIN institutions_groupmembership trust ON trust.member_id = school.id AND trust.left_on IS NULL
CROSS JOIN LATERAL (
    SELECT 'priority', CASE WHEN row.is_priority THEN 'YES' ELSE 'NO' END
    UNION ALL SELECT 'phase', unnest(school.phases)
    UNION ALL SELECT 'size', CASE WHEN school.roll IS NULL THEN 'UNKNOWN' WHEN school.roll < %(small_roll)s THEN 'SMALL' ELSE 'OTHER' END
    UNION ALL SELECT 'setting', CASE WHEN school.is_rural IS NULL THEN 'UNKNOWN' WHEN school.is_rural THEN 'RURAL' ELSE 'URBAN' END
    UNION ALL SELECT 'trust', CASE WHEN trust.id IS NULL THEN 'NO' ELSE 'YES' END
    UNION ALL SELECT 'region', coalesce(region.name, '')
) cut (kind, value)
WHERE row.run_id = %(run)s AND row.state <> 'RETURNED'
GROUP BY cut.kind, cut.value
ORDER BY cut.kind, cut.value
