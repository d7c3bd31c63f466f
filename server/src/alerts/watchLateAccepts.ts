// A buyer that took a lead, and told us too late: the dispatch had been given up or decided otherwise, and the route had gone on.
// Nothing is sold by that on its own, so that somebody has to know.

import type { TransactionSql } from 'postgres'

/** Each dispatch is told once, also when its alert was closed meanwhile. Answers how many are new. */
export async function watchLateAccepts(tx: TransactionSql): Promise<number> {
  const told = await tx`
    INSERT INTO alerts (account_id, kind, subject, message, detail)
    SELECT DISTINCT ON (d.account_id, d.id) d.account_id, 'lateAccept', 'dispatch ' || d.id,
      'Delivery ' || d.delivery || ' accepted lead ' || d.lead_id || ' by an answer that came late, when its dispatch ' || d.id
        || ' stood as ' || d.state || '. The buyer has the lead, and nothing was booked for it.',
      jsonb_build_object('lead', d.lead_id::text, 'delivery', d.delivery, 'dispatch', d.id::text, 'attempt', l.id::text)
    FROM attempts l JOIN dispatches d ON d.account_id = l.account_id AND d.id = l.dispatch_id
    WHERE l.late_at > now() - interval '3 days' AND l.late_outcome = 'accepted'
      AND d.state IN ('rejected', 'failed', 'skipped', 'expired', 'cancelled')
      AND NOT EXISTS (
        SELECT 1 FROM alerts a
        WHERE a.account_id = d.account_id AND a.kind = 'lateAccept' AND a.subject = 'dispatch ' || d.id)
    ORDER BY d.account_id, d.id, l.id
    ON CONFLICT DO NOTHING`
  return told.count
}
