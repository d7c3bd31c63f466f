// A thing that needs a person as one line: what it is, and the way to where it is cured.

import type { HomeAlert, Need } from '../../data/home.ts'
import { countOf } from '../../format/count.ts'
import { humanise } from '../../format/humanise.ts'
import { assertNever } from '../../ui/assertNever.ts'
import type { StateIconName } from '../../ui/states.ts'
import type { Tone } from '../../ui/tone.ts'
import { actionLabel } from '../jobs/jobWords.ts'

export type Way =
  | { readonly kind: 'leads'; readonly search: Readonly<Record<string, string>>; readonly label: string }
  | { readonly kind: 'lead'; readonly id: string; readonly label: string }
  | { readonly kind: 'job'; readonly id: string; readonly label: string }
  /** A path of ours with its search. */
  | { readonly kind: 'path'; readonly path: string; readonly label: string }

export interface NeedView {
  readonly key: string
  readonly tone: Tone
  readonly icon: StateIconName
  readonly word: string
  readonly title: string
  readonly detail: string | null
  /** ISO 8601: since when, or until when as the detail says; null where there is no such time. */
  readonly since: string | null
  /** Null: nothing in the browser cures it. */
  readonly way: Way | null
  /** Id of the alert that can be closed. */
  readonly alert: string | null
}

export function needView(need: Need): NeedView {
  switch (need.kind) {
    case 'alert':
      return alertView(need.alert)
    case 'failing':
      return failingView(need)
    case 'review':
      return {
        key: `review ${need.delivery}`,
        tone: 'warn',
        icon: 'question',
        word: 'Decide',
        title: `${countOf(need.waiting, 'dispatch', 'dispatches')} of ${need.delivery} ${need.waiting === 1 ? 'waits' : 'wait'} for a decision`,
        detail: 'Sent, and nobody knows whether the buyer took the lead.',
        since: need.since,
        way: { kind: 'leads', search: { delivery: need.delivery, deliveryStatus: 'pending' }, label: 'Resolve them' },
        alert: null,
      }
    case 'job':
      return {
        key: `job ${need.id}`,
        tone: need.why === 'paused' ? 'neutral' : 'bad',
        icon: need.why === 'paused' ? 'pause' : 'warning',
        word: jobWords[need.why],
        title: `Job ${need.id}, ${actionLabel(need.action)}, ${jobTitles[need.why]}`,
        detail: need.reason === null ? null : `${need.reason.replace(/\.$/, '')}.`,
        since: need.since,
        way: { kind: 'job', id: need.id, label: 'Open the job' },
        alert: null,
      }
    case 'causes':
      return {
        key: 'causes',
        tone: 'warn',
        icon: 'warning',
        word: 'Rejected',
        title: `${countOf(need.causes, 'cause', 'causes')} of rejection ${need.causes === 1 ? 'waits' : 'wait'} to be cured`,
        detail: `The biggest, ${countOf(need.biggest.leads, 'lead', 'leads')}: ${need.biggest.message}`,
        since: null,
        way: { kind: 'path', path: '/resolve', label: 'Show the causes' },
        alert: null,
      }
    case 'cap':
      return {
        key: `cap ${need.scope} ${need.campaign ?? ''} ${need.key} ${need.words}`,
        tone: 'warn',
        icon: 'half',
        word: 'Full',
        title: `The cap of ${need.scope} ${need.key} is full`,
        detail: `${sentence(need.words)}. ${capFollows(need)}`,
        since: null,
        way: { kind: 'leads', search: capSearch(need), label: 'Show the leads' },
        alert: null,
      }
    default:
      return assertNever(need)
  }
}

const jobWords = { stuck: 'Stuck', paused: 'Paused', failed: 'Failed' } as const
const jobTitles = { stuck: 'does not go on', paused: 'is paused', failed: 'has failed' } as const

function alertView(alert: HomeAlert): NeedView {
  const lead = /^lead (\d+)\b/.exec(alert.subject)?.[1]
  const delivery = /\bdelivery (\S+)/.exec(alert.subject)?.[1]
  const way: Way | null =
    lead !== undefined
      ? { kind: 'lead', id: lead, label: 'Open the lead' }
      : delivery !== undefined
        ? { kind: 'leads', search: { delivery, date: '-24h..now' }, label: 'Show its leads' }
        : alert.link && { kind: 'path', path: alert.link.path, label: alert.link.words }
  return {
    key: `alert ${alert.id}`,
    tone: 'bad',
    icon: 'warning',
    word: 'Alert',
    title: alert.message,
    detail: `${humanise(alert.kind)}${alert.count > 1 ? `, ${alert.count} times` : ''}.`,
    since: alert.firstAt,
    way,
    alert: alert.id,
  }
}

function failingView(need: Extract<Need, { kind: 'failing' }>): NeedView {
  const { delivery, breaker, attempts, failed } = need
  const share = attempts > 0 ? `${failed} of the newest ${attempts} attempts brought no answer to go by.` : null
  const standing = { closed: null, probing: 'It is being tried out again.', open: 'Nothing is sent for now.' }[breaker]
  return {
    key: `failing ${delivery}`,
    tone: 'bad',
    icon: 'warning',
    word: breaker === 'open' ? 'Down' : 'Failing',
    title: breaker === 'open' ? `${delivery} does not answer` : `${delivery} is failing`,
    detail: [standing, share].filter((part) => part !== null).join(' '),
    since: null,
    way: {
      kind: 'leads',
      search: { delivery, deliveryStatus: 'fail,partial,pending', date: '-24h..now' },
      label: 'Show its leads',
    },
    alert: null,
  }
}

type FullCap = Extract<Need, { kind: 'cap' }>

function capFollows({ scope, whenFull }: FullCap): string {
  if (scope === 'campaign' || scope === 'supplier') return 'Leads over it are rejected.'
  switch (whenFull) {
    case 'next':
      return 'Leads go on to the next in line.'
    case 'hold':
      return 'Leads are held until it resets or a place comes free.'
    case 'reject':
      return 'Routes end there.'
    default:
      return assertNever(whenFull)
  }
}

/** The leads that it keeps out, or where that cannot be searched for, those that it counts. */
function capSearch({ scope, key, campaign, whenFull }: FullCap): Readonly<Record<string, string>> {
  const rejected = { code: 'REJECT_LEAD_OVER_CAP', date: '-24h..now' }
  switch (scope) {
    case 'campaign':
      return { campaign: key, ...rejected }
    case 'supplier':
      return { ...(campaign !== null && { campaign }), supplier: key, ...rejected }
    case 'delivery':
      return { delivery: key, ...(whenFull === 'hold' ? { deliveryStatus: 'pending' } : { date: '-24h..now' }) }
    case 'buyer':
      return { buyer: key, ...(whenFull === 'hold' ? { deliveryStatus: 'pending' } : { date: '-24h..now' }) }
    default:
      return assertNever(scope)
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
