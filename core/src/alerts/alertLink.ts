// Where an alert is cured in the browser.

export interface AlertLink {
  /** Within the server, with its search: "/leads?delivery=acme". */
  readonly path: string
  readonly words: string
}

/**
 * Null where nothing in the browser cures it.
 * @param alert `subject` as it was raised ("delivery acme", "lead 10423 delivery acme"); of `detail` the keys cause, campaign,
 * supplier, delivery, job and import
 */
export function alertLink(alert: {
  readonly kind: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}): AlertLink | null {
  const { kind, subject, detail } = alert
  const text = (key: string): string | null => (typeof detail[key] === 'string' ? detail[key] : null)
  const delivery = text('delivery') ?? /\bdelivery (\S+)/.exec(subject)?.[1] ?? null
  const lead = text('lead') ?? /^lead (\d+)\b/.exec(subject)?.[1] ?? null
  const [campaign, supplier, cause, job] = [text('campaign'), text('supplier'), text('cause'), text('job')]
  if (kind === 'newCause') {
    if (cause !== null) return { path: `/resolve/${encodeURIComponent(cause)}`, words: 'Open the cause' }
    return { path: `/resolve${searchOf({ campaign })}`, words: 'Open the causes' }
  }
  if (job !== null) return { path: `/jobs/${encodeURIComponent(job)}`, words: 'Open the job' }
  const file = text('import')
  if (file !== null) return { path: `/imports/${encodeURIComponent(file)}`, words: 'Open the import' }
  if (kind === 'rejectRate') {
    return supplier === null
      ? { path: `/resolve${searchOf({ campaign })}`, words: 'Open the causes' }
      : { path: `/leads${searchOf({ campaign, supplier, status: 'rejected' })}`, words: 'Show the leads' }
  }
  if (lead !== null) return { path: `/leads/${lead}`, words: 'Open the lead' }
  if (kind === 'unknownOutcomes' && delivery !== null) {
    return { path: `/leads${searchOf({ delivery, deliveryStatus: 'pending' })}`, words: 'Resolve them' }
  }
  if (kind === 'capFull') return capLink(subject)
  if (delivery !== null) return { path: `/leads${searchOf({ delivery, date: '-24h..now' })}`, words: 'Show its leads' }
  if (campaign !== null) {
    const status = text('status')
    const deliveryStatus = text('deliveryStatus')
    return { path: `/leads${searchOf({ campaign, status, deliveryStatus })}`, words: 'Show the leads' }
  }
  return null
}

/** "cap delivery acme day 2026-11-22", "cap supplier auto ADC1 day": the leads that the cap keeps out or counts. */
function capLink(subject: string): AlertLink | null {
  const words = 'Show the leads'
  const [, scope, first, second] = /^cap (\w+) (\S+)(?: (\S+))?/.exec(subject) ?? []
  if (first === undefined) return null
  const kept = { code: 'REJECT_LEAD_OVER_CAP', date: '-24h..now' }
  if (scope === 'campaign') return { path: `/leads${searchOf({ campaign: first, ...kept })}`, words }
  if (scope === 'supplier')
    return { path: `/leads${searchOf({ campaign: first, supplier: second ?? null, ...kept })}`, words }
  if (scope === 'delivery') return { path: `/leads${searchOf({ delivery: first, date: '-24h..now' })}`, words }
  if (scope === 'buyer') return { path: `/leads${searchOf({ buyer: first, date: '-24h..now' })}`, words }
  return null
}

function searchOf(parameters: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}
