-- Introductions about higher education that primary schools of %(schools)s are in, by route: direct, or brought along by a
-- secondary school.
WITH reached AS (
    SELECT 'DIRECT' AS route, introduction.id, introduction.school_id AS primary_id
    FROM brokerage_introduction introduction
    JOIN institutions_institution school ON school.id = introduction.school_id
    WHERE introduction.area = %(area)s AND school.id = ANY(%(schools)s) AND 'PRIMARY' = ANY(school.phases)
      AND NOT EXISTS (SELECT FROM brokerage_broughtalong brought WHERE brought.introduction_id = introduction.id)
    UNION ALL
    SELECT 'VIA_SECONDARY', brought.introduction_id, brought.primary_id
    FROM brokerage_broughtalong brought
    WHERE brought.primary_id = ANY(%(schools)s)
),
asked AS (
    SELECT DISTINCT reached.route, introduction.id, introduction.state, introduction.partnership_id,
           extract(epoch FROM introduction.answered_at - introduction.created_at) / 86400 AS days
    FROM reached
    JOIN brokerage_introduction introduction ON introduction.id = reached.id
),
matched AS (
    SELECT route,
           count(*)::int AS introductions,
           (count(*) FILTER (WHERE state = ANY(%(agreed)s)))::int AS accepted,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE state = ANY(%(agreed)s)) AS days
    FROM asked
    GROUP BY route
),
came AS (
    SELECT reached.route, count(DISTINCT reached.primary_id)::int AS primaries
    FROM reached
    JOIN asked ON asked.id = reached.id AND asked.route = reached.route AND asked.state = ANY(%(agreed)s)
    GROUP BY reached.route
),
counted AS (
    SELECT reached.route, sum(participation.pupils)::int AS pupils
    FROM reached
    JOIN asked ON asked.id = reached.id AND asked.route = reached.route AND asked.state = ANY(%(agreed)s)
    JOIN partnerships_collaboration collaboration ON collaboration.partnership_id = asked.partnership_id
                                                 AND collaboration.state = 'RECORDED'
    JOIN partnerships_contribution contribution ON contribution.collaboration_id = collaboration.id
                                               AND contribution.school_id = reached.primary_id
                                               AND contribution.confirmation <> 'DISPUTED'
    JOIN partnerships_participation participation ON participation.contribution_id = contribution.id
    GROUP BY reached.route
)
SELECT matched.route, matched.introductions, matched.accepted, matched.days, matched.accepted AS places,
       coalesce(came.primaries, 0) AS primaries, coalesce(counted.pupils, 0) AS pupils
FROM matched
LEFT JOIN came USING (route)
LEFT JOIN counted USING (route)
