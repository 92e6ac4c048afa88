-- Each school of %(schools)s with itself and with those that it succeeded: it inherits their history, and what both did
-- counts for the one that is there now. UNION drops what was met before, so a circle in the register's links ends too.
-- Asked by itself, so that whoever uses the answer knows how few it is about: PostgreSQL cannot guess that of a recursion.
WITH RECURSIVE identity(school_id, known_as) AS (
    SELECT school_id, school_id FROM unnest(%(schools)s::bigint[]) AS scope(school_id)
    UNION
    SELECT identity.school_id, link.institution_id
    FROM identity
    JOIN institutions_institutionlink link ON link.to_institution_id = identity.known_as AND link.kind = 'SUCCESSOR'
)
SELECT school_id, known_as FROM identity ORDER BY school_id, known_as
