-- What is wrong with the figures that a run has worked out and not published yet. No row: they may be published.
SELECT 'a school that counts has no figures' AS fault, count(*) AS schools
FROM unnest(%(schools)s::bigint[]) AS wanted(school_id)
WHERE NOT EXISTS (SELECT FROM staged_coverage staged WHERE staged.school_id = wanted.school_id)
HAVING count(*) > 0
UNION ALL
SELECT 'a school has figures twice', count(*)
FROM (SELECT FROM staged_coverage GROUP BY school_id HAVING count(*) > 1) twice
HAVING count(*) > 0
UNION ALL
SELECT 'an authority lies in no region', count(*) FROM staged_coverage WHERE region_id IS NULL HAVING count(*) > 0
UNION ALL
SELECT 'a school is effective without a live partnership', count(*)
FROM staged_coverage
WHERE greatest(leadership, literacy, stem, enterprise, higher_education) = 3 AND partnerships = 0
HAVING count(*) > 0
UNION ALL
SELECT 'a school is active without an activity', count(*)
FROM staged_coverage
WHERE greatest(leadership, literacy, stem, enterprise, higher_education) >= 2 AND activities = 0
HAVING count(*) > 0
UNION ALL
SELECT 'a school has more shared partnerships than partnerships', count(*)
FROM staged_coverage
WHERE greatest(cross_sector, cross_trust, quality_partnerships) > partnerships
HAVING count(*) > 0
