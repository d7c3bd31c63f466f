// What people ask the leads list, with other values each time, and the Home screen.

export interface Question {
  readonly name: string
  /** What the answer has to stay below at the 95th percentile, in milliseconds. */
  readonly limitMs: number
  /** "/v1/leads" when left out. */
  readonly path?: string
  /** The query's parameters. `round`: 0 and up; `leads`: how many there are, with ids from 1. */
  readonly ask: (round: number, leads: number) => Readonly<Record<string, string>>
}

const filterMs = 100
const boxMs = 50

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString()
const campaign = (round: number) => `bench-${round % 12}`
/** Spread over all leads, old and new. */
const someLead = (round: number, leads: number) => 1 + ((round * 7919) % leads)

export const questions: readonly Question[] = [
  { name: 'the Home screen', limitMs: filterMs, path: '/v1/home', ask: () => ({ timezone: 'Europe/London' }) },
  { name: 'no filter', limitMs: filterMs, ask: () => ({}) },
  { name: 'campaign', limitMs: filterMs, ask: (round) => ({ campaign: campaign(round) }) },
  { name: 'supplier', limitMs: filterMs, ask: (round) => ({ supplier: `S${round % 100}` }) },
  { name: 'source', limitMs: filterMs, ask: (round) => ({ source: `src-${round % 500}` }) },
  {
    name: 'country + method',
    limitMs: filterMs,
    ask: (round) => ({ country: ['IE', 'FR', 'NZ'][round % 3] ?? '', method: 'import' }),
  },
  {
    name: 'code',
    limitMs: filterMs,
    ask: (round) => ({ code: ['REJECT_LEAD_DUPLICATE', 'REJECT_LEAD_FILTER'][round % 2] ?? '' }),
  },
  {
    name: 'status, rare',
    limitMs: filterMs,
    ask: (round) => ({ status: round % 2 === 0 ? 'errored' : 'quarantined' }),
  },
  { name: 'status, none has it', limitMs: filterMs, ask: () => ({ status: 'processing' }) },
  { name: 'sold = returned', limitMs: filterMs, ask: () => ({ sold: 'returned' }) },
  { name: 'delivery status = partial', limitMs: filterMs, ask: () => ({ deliveryStatus: 'partial' }) },
  { name: 'delivery', limitMs: filterMs, ask: (round) => ({ delivery: `delivery-${round % 40}` }) },
  { name: 'buyer + fail', limitMs: filterMs, ask: (round) => ({ buyer: `B${round % 20}`, deliveryStatus: 'fail' }) },
  {
    name: 'campaign + supplier + unsold + week',
    limitMs: filterMs,
    ask: (round) => ({ campaign: campaign(round), supplier: `S${round % 100}`, sold: 'unsold', from: daysAgo(7) }),
  },
  {
    name: 'country + status + month',
    limitMs: filterMs,
    ask: (round) => ({
      country: ['GB', 'US', 'DE'][round % 3] ?? '',
      status: 'rejected',
      from: daysAgo(30 + (round % 5)),
    }),
  },
  { name: 'field of a week', limitMs: filterMs, ask: () => ({ 'field.city': '~Lon', from: daysAgo(7) }) },
  { name: 'box: id', limitMs: boxMs, ask: (round, leads) => ({ q: String(someLead(round, leads)) }) },
  {
    name: 'box: email',
    limitMs: boxMs,
    ask: (round, leads) => ({ q: `emma.smith${someLead(round, leads)}@example.com` }),
  },
  {
    name: 'box: start of an email',
    limitMs: boxMs,
    ask: (round) => ({ q: `${['ann', 'hugo', 'nia'][round % 3]}.smith${10 + round}@` }),
  },
  { name: 'box: phone', limitMs: boxMs, ask: (round, leads) => ({ q: phoneOf(someLead(round, leads)) }) },
  {
    name: 'box: name',
    limitMs: boxMs,
    ask: (round) => ({ q: ['Grace Smith', 'Iris Khan', 'Jack Zhou'][round % 3] ?? '' }),
  },
  {
    name: 'box: last name',
    limitMs: boxMs,
    ask: (round) => ({ q: ['Smith', 'Patel', 'Novak', 'Iaaou', 'Nobodyhasit'][round % 5] ?? '' }),
  },
  {
    name: 'box: external id',
    limitMs: boxMs,
    ask: (round, leads) => ({ q: `X-${5 * Math.ceil(someLead(round, leads) / 5)}` }),
  },
]

/** As it is written at home. */
function phoneOf(lead: number): string {
  return `07${String((lead * 7919) % 1_000_000_000).padStart(9, '0')}`
}
