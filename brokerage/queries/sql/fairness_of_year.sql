-- What schools of some authorities asked for in a year: met by a yes, after how many days. Those without one wait still,
-- or waited until their request was closed.
WITH need AS (
    SELECT request.school_id,
           EXISTS (
               SELECT FROM institutions_prioritylisting listing
               WHERE listing.institution_id = request.school_id AND listing.priority_list_id = ANY (%(lists)s)
           ) AS is_priority,
           agreed.first_at IS NOT NULL AS is_met,
           coalesce(agreed.first_at::date, request.closed_at::date, %(today)s::date) - request.created_at::date AS days
    FROM brokerage_request request
    JOIN institutions_institution asking ON asking.id = request.school_id
    CROSS JOIN LATERAL (
        SELECT min(answered_at) AS first_at FROM brokerage_introduction introduction
        WHERE introduction.request_id = request.id AND introduction.state = ANY (%(yes)s)
    ) agreed
    WHERE request.created_at >= %(first)s AND request.created_at < %(last)s::date + 1
      AND asking.local_authority_id = ANY (%(authorities)s)
)
