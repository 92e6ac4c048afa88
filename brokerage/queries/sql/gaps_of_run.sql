-- Where a run leaves needs open, by authority and area of support, and what one more place for each of them would bring:
-- those of priority schools first, then schools that would get their first relationship, then the rest.
SELECT school.local_authority_id AS authority_id, authority.name AS authority, row.area,
       count(*) AS needs,
       count(*) FILTER (WHERE row.gain = %(another_priority_need)s) AS priority_needs,
       count(*) FILTER (WHERE row.gain = %(another_school)s) AS first_schools,
       count(*) FILTER (WHERE row.reason = 'NO_OFFER_IN_REACH') AS out_of_reach
FROM brokerage_allocationrow row
JOIN institutions_institution school ON school.id = row.school_id
JOIN institutions_area authority ON authority.id = school.local_authority_id
WHERE row.run_id = %(run)s AND row.state = 'NOTHING'
GROUP BY school.local_authority_id, authority.name, row.area
ORDER BY priority_needs DESC, first_schools DESC, needs DESC, authority.name, row.area
LIMIT %(limit)s
