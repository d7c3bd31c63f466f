// A lead that one delivery has accepted twice: an answer that came late said yes, and another attempt was accepted as well. Looked
// for afterwards, whichever of the two came first, so that settling pays nothing for it.

import type { TransactionSql } from 'postgres'

/** Each pair is told once, also when its alert was closed meanwhile. Answers how many are new. */
export async function watchDoubleAccepts(tx: TransactionSql): Promise<number> {
  const told = await tx`
    INSERT INTO alerts (account_id, kind, subject, message, detail)
    SELECT DISTINCT ON (l.account_id, l.lead_id, l.delivery) l.account_id, 'doubleAccept',
      'lead ' || l.lead_id || ' delivery ' || l.delivery,
      'Delivery ' || l.delivery || ' accepted lead ' || l.lead_id || ' twice: attempt ' || o.number || ' of dispatch ' || o.dispatch_id
        || ', and attempt ' || l.number || ' of dispatch ' || l.dispatch_id || ', whose answer came late. Tell the buyer before it pays twice.',
      jsonb_build_object('lead', l.lead_id::text, 'delivery', l.delivery, 'attempts', jsonb_build_array(
        jsonb_build_object('id', o.id::text, 'dispatch', o.dispatch_id::text, 'number', o.number),
        jsonb_build_object('id', l.id::text, 'dispatch', l.dispatch_id::text, 'number', l.number)))
    FROM attempts l
    JOIN attempts o ON o.account_id = l.account_id AND o.lead_id = l.lead_id AND o.delivery = l.delivery AND o.id <> l.id
      AND (o.outcome = 'accepted' OR (o.late_outcome = 'accepted' AND o.id < l.id))
    WHERE l.late_at > now() - interval '3 days' AND l.late_outcome = 'accepted'
      AND NOT EXISTS (
        SELECT 1 FROM alerts a
        WHERE a.account_id = l.account_id AND a.kind = 'doubleAccept'
          AND a.subject = 'lead ' || l.lead_id || ' delivery ' || l.delivery)
    ORDER BY l.account_id, l.lead_id, l.delivery, l.id, o.id
    ON CONFLICT DO NOTHING`
  return told.count
}
