// Which alerts are told now, to whom, and which are not told at all. Pure.

import type { AlertSettings } from '@switchyard/contract/alerts/settings.ts'
import type { ChannelKind } from '@switchyard/contract/alerts/words.ts'
import { isQuiet } from '@switchyard/core/alerts/quietHours.ts'

export interface UntoldAlert {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  readonly acknowledged: boolean
  readonly openTold: boolean
}

/** What was told before. */
export interface Told {
  /** When the last message of the account was made; null: never. */
  readonly lastAt: Date | null
  /** "kind subject" of alerts that were told within the last hour. */
  readonly lately: ReadonlySet<string>
  /** Ids of alerts whose opening somebody was told of. */
  readonly opened: ReadonlySet<string>
}

export interface Telling {
  readonly tell: readonly { readonly alert: string; readonly event: 'opened' | 'closed' }[]
  readonly recipients: readonly Recipient[]
  /** Nothing more has to be said of the opening, or of the end, of these. */
  readonly openDone: readonly string[]
  readonly endDone: readonly string[]
}

export interface Recipient {
  readonly channel: ChannelKind
  readonly to: string
}

/** What comes up within this time of a message waits, and is told together. */
export const pauseMs = 60_000

export function planTelling(
  alerts: readonly UntoldAlert[],
  settings: Pick<AlertSettings, 'muted' | 'quietHours' | 'tellClosed' | 'email' | 'webhooks'>,
  told: Told,
  now: Date,
): Telling {
  const recipients = recipientsOf(settings)
  const paused = told.lastAt !== null && now.getTime() - told.lastAt.getTime() < pauseMs
  const quiet = settings.quietHours !== null && isQuiet(now, settings.quietHours)
  const tell: { alert: string; event: 'opened' | 'closed' }[] = []
  const openDone: string[] = []
  const endDone: string[] = []
  const seen = new Set(told.lately)
  for (const alert of alerts) {
    const ended = alert.resolvedAt !== null
    const event = eventOf(alert, settings, { ...told, lately: seen }, recipients.length > 0)
    if (event !== null) {
      const atAnyHour = settings.quietHours?.except.some((kind) => kind === alert.kind) === true
      if (paused || (quiet && !atAnyHour)) continue
      tell.push({ alert: alert.id, event })
      seen.add(`${alert.kind} ${alert.subject}`)
    }
    openDone.push(alert.id)
    // One that came and went before it was told is told once.
    if (ended) endDone.push(alert.id)
  }
  return { tell, recipients, openDone, endDone }
}

function eventOf(
  alert: UntoldAlert,
  { muted, tellClosed }: Pick<AlertSettings, 'muted' | 'tellClosed'>,
  told: Told,
  heard: boolean,
): 'opened' | 'closed' | null {
  if (!heard || muted.some((kind) => kind === alert.kind)) return null
  if (alert.openTold) return tellClosed && alert.resolvedBy === null && told.opened.has(alert.id) ? 'closed' : null
  // Somebody knows already; and one that comes and goes all the time is told once an hour.
  if (alert.acknowledged || alert.resolvedBy !== null || told.lately.has(`${alert.kind} ${alert.subject}`)) return null
  return 'opened'
}

function recipientsOf({ email, webhooks }: Pick<AlertSettings, 'email' | 'webhooks'>): Recipient[] {
  return [
    ...(email.length === 0 ? [] : [{ channel: 'email', to: email.join(', ') } as const]),
    ...webhooks.flatMap(({ key, active }) => (active ? [{ channel: 'webhook', to: key } as const] : [])),
  ]
}
