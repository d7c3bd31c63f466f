import type { ShownAlert } from './alertRow.ts'

export interface ToldAlert {
  readonly event: 'opened' | 'closed'
  readonly alert: ShownAlert
}

/** The payload of a webhook. `text` stands at the top because chat programs show just that. */
export function webhookBody(type: string, at: Date, text: string, alerts: readonly ToldAlert[]): string {
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    text,
    data: { alerts: alerts.map(({ event, alert }) => ({ event, ...alert })) },
  })
}
