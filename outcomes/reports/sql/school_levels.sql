-- What each school of %(schools)s has, area by area, as at %(as_at)s under one version of the effective rule.
-- One row per school that is given; whoever asks decides which schools are in scope.
-- Levels: 0 nothing, 1 a live partnership, 2 an activity in the last %(months)s months, 3 effective.
WITH scope AS (
    SELECT unnest(%(schools)s::bigint[]) AS school_id
),
-- Each school under every number that it is known by (see identities.sql).
identity AS (
    SELECT * FROM unnest(%(heirs)s::bigint[], %(known_as)s::bigint[]) AS pair(school_id, known_as)
),
-- Disputed records count for nothing; a record counts as confirmed once both sides have said so. A series counts for
-- a year from its last day.
part AS (
    SELECT identity.school_id,
           contribution.id AS contribution_id,
           collaboration.area,
           collaboration.partner_id,
           contribution.confirmation = 'CONFIRMED' AND collaboration.partner_confirmation = 'CONFIRMED' AS is_confirmed
    FROM identity
    JOIN partnerships_contribution contribution ON contribution.school_id = identity.known_as
    JOIN partnerships_collaboration collaboration ON collaboration.id = contribution.collaboration_id
    WHERE collaboration.state = 'RECORDED'
      AND coalesce(collaboration.ends_on, collaboration.starts_on)
          > %(as_at)s::date - make_interval(months => %(months)s)
      AND collaboration.starts_on <= %(as_at)s
      AND contribution.confirmation <> 'DISPUTED' AND collaboration.partner_confirmation <> 'DISPUTED'
),
activity AS (
    SELECT school_id, area, partner_id, count(*) AS activities, bool_or(is_confirmed) AS is_confirmed
    FROM part
    GROUP BY school_id, area, partner_id
),
reach AS (
    SELECT part.school_id, sum(participation.pupils) AS pupil_places
    FROM part
    JOIN partnerships_participation participation USING (contribution_id)
    GROUP BY part.school_id
),
-- Who was in a partnership on the day.
party AS NOT MATERIALIZED (
    SELECT partnership_id, institution_id
    FROM partnerships_party
    WHERE (joined_on IS NULL OR joined_on <= %(as_at)s) AND (left_on IS NULL OR left_on > %(as_at)s)
),
live AS (
    SELECT identity.school_id,
           identity.known_as,
           partnership.id,
           partnership.areas,
           partnership.agreed_on <= %(as_at)s
               AND (partnership.agreement_ends_on IS NULL OR partnership.agreement_ends_on > %(as_at)s) AS is_agreed,
           partnership.reviewed_on <= %(as_at)s AS is_reviewed,
           EXISTS (
               SELECT FROM partnerships_partnership_tags tag
               JOIN institutions_term term ON term.id = tag.term_id
               WHERE tag.partnership_id = partnership.id
                 AND term.vocabulary = 'PURPOSE' AND term.code = 'ATTAINMENT'
           ) AS is_for_quality
    FROM identity
    JOIN party ON party.institution_id = identity.known_as
    JOIN partnerships_partnership partnership ON partnership.id = party.partnership_id
    WHERE (partnership.stage = ANY(%(live)s) OR partnership.ended_on > %(as_at)s)
      AND partnership.started_on <= %(as_at)s
),
shape AS (
    SELECT party.partnership_id,
           count(DISTINCT CASE institution.kind WHEN 'TRUST' THEN 'SCHOOL' ELSE institution.kind END) > 1 AS crosses_sectors,
           count(DISTINCT CASE institution.kind WHEN 'TRUST' THEN institution.id ELSE trust.group_id END) > 1
               AS spans_trusts
    FROM (SELECT DISTINCT id FROM live) partnership
    JOIN party ON party.partnership_id = partnership.id
    JOIN institutions_institution institution ON institution.id = party.institution_id
    LEFT JOIN institutions_groupmembership trust
           ON trust.member_id = institution.id AND (trust.left_on IS NULL OR trust.left_on > %(as_at)s)
          AND (trust.joined_on IS NULL OR trust.joined_on <= %(as_at)s)
    GROUP BY party.partnership_id
),
together AS (
    SELECT live.school_id,
           count(DISTINCT live.id) AS partnerships,
           count(DISTINCT live.id) FILTER (WHERE shape.crosses_sectors) AS cross_sector,
           count(DISTINCT live.id) FILTER (WHERE shape.spans_trusts) AS cross_trust,
           count(DISTINCT live.id) FILTER (WHERE live.is_for_quality) AS quality_partnerships
    FROM live
    JOIN shape ON shape.partnership_id = live.id
    GROUP BY live.school_id
),
-- An area is effective when one live partnership for it meets the whole rule with one and the same partner.
effective AS (
    SELECT DISTINCT live.school_id, activity.area
    FROM live
    JOIN party other ON other.partnership_id = live.id AND other.institution_id <> live.known_as
    JOIN activity ON activity.school_id = live.school_id AND activity.partner_id = other.institution_id
                 AND activity.area = ANY(live.areas)
    WHERE activity.is_confirmed
      AND (NOT %(needs_agreement)s OR live.is_agreed)
      AND (NOT %(needs_review)s OR live.is_reviewed)
),
cell AS (
    SELECT school_id, area, max(level) AS level
    FROM (
        SELECT school_id, unnest(areas) AS area, 1 AS level FROM live
        UNION ALL SELECT school_id, area, 2 FROM activity
        UNION ALL SELECT school_id, area, 3 FROM effective
    ) reached
    GROUP BY school_id, area
),
levels AS (
    SELECT school_id,
           max(level) FILTER (WHERE area = 'LEADERSHIP') AS leadership,
           max(level) FILTER (WHERE area = 'LITERACY') AS literacy,
           max(level) FILTER (WHERE area = 'STEM') AS stem,
           max(level) FILTER (WHERE area = 'ENTERPRISE') AS enterprise,
           max(level) FILTER (WHERE area = 'HIGHER_EDUCATION') AS higher_education
    FROM cell
    GROUP BY school_id
),
role AS (
    SELECT holder.institution_id AS school_id,
           bool_or(type.code = 'SLT_BUSINESS_LEAD') AS has_business_lead,
           bool_or(type.code = 'LINK_GOVERNOR') AS has_link_governor
    FROM institutions_roleholder holder
    JOIN scope ON scope.school_id = holder.institution_id
    JOIN institutions_roletype type ON type.id = holder.role_type_id
    WHERE holder.started_on <= %(as_at)s AND (holder.ended_on IS NULL OR holder.ended_on > %(as_at)s)
    GROUP BY holder.institution_id
)
SELECT school.id AS school_id,
       school.local_authority_id,
       authority.parent_id AS region_id,
       trust.group_id AS trust_id,
       school.phases,
       school.type_code = %(utc)s AS is_utc,
       school.type_code = ANY(%(academies)s) AS is_academy,
       EXISTS (
           SELECT FROM institutions_prioritylisting listing
           JOIN institutions_prioritylist list ON list.id = listing.priority_list_id
           WHERE listing.institution_id = school.id
             AND list.valid_from <= %(as_at)s AND (list.valid_to IS NULL OR list.valid_to > %(as_at)s)
       ) AS is_priority,
       school.is_rural,
       coalesce(school.roll < %(small_roll)s, false) AS is_small,
       coalesce(levels.leadership, 0) AS leadership,
       coalesce(levels.literacy, 0) AS literacy,
       coalesce(levels.stem, 0) AS stem,
       coalesce(levels.enterprise, 0) AS enterprise,
       coalesce(levels.higher_education, 0) AS higher_education,
       coalesce(role.has_business_lead, false) AS has_business_lead,
       coalesce(role.has_link_governor, false) AS has_link_governor,
       coalesce(together.partnerships, 0) AS partnerships,
       coalesce(together.cross_sector, 0) AS cross_sector,
       coalesce(together.cross_trust, 0) AS cross_trust,
       coalesce(together.quality_partnerships, 0) AS quality_partnerships,
       coalesce(lately.activities, 0) AS activities,
       coalesce(reach.pupil_places, 0) AS pupil_places,
       school.roll
FROM scope
JOIN institutions_institution school ON school.id = scope.school_id
JOIN institutions_area authority ON authority.id = school.local_authority_id
LEFT JOIN LATERAL (  -- should the register's dates overlap: the one it joined last
    SELECT group_id
    FROM institutions_groupmembership
    WHERE member_id = school.id AND (left_on IS NULL OR left_on > %(as_at)s)
      AND (joined_on IS NULL OR joined_on <= %(as_at)s)
    ORDER BY joined_on DESC NULLS LAST, id DESC
    LIMIT 1
) trust ON TRUE
LEFT JOIN levels ON levels.school_id = school.id
LEFT JOIN role ON role.school_id = school.id
LEFT JOIN together ON together.school_id = school.id
LEFT JOIN (SELECT school_id, sum(activities) AS activities FROM activity GROUP BY school_id) lately
       ON lately.school_id = school.id
LEFT JOIN reach ON reach.school_id = school.id
