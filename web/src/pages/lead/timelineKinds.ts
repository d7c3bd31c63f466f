// The kinds of a timeline's entries in groups that a person looks for.

export const timelineGroups = ['all', 'checks', 'routing', 'deliveries', 'money', 'people'] as const
export type TimelineGroup = (typeof timelineGroups)[number]

export const groupWords: Readonly<Record<TimelineGroup, string>> = {
  all: 'Everything',
  checks: 'Checks',
  routing: 'Routing',
  deliveries: 'Deliveries',
  money: 'Money',
  people: 'People',
}

const groups: Readonly<Record<string, TimelineGroup>> = {
  received: 'checks',
  screened: 'checks',
  resubmitted: 'checks',
  released: 'checks',
  routed: 'routing',
  attempt: 'deliveries',
  settled: 'deliveries',
  lateAnswer: 'deliveries',
  feedbackReceived: 'deliveries',
  redelivered: 'deliveries',
  money: 'money',
  moneyUpdated: 'money',
  returned: 'money',
}

export function isInGroup(entry: { readonly kind: string; readonly actor: string }, group: TimelineGroup): boolean {
  if (group === 'all') return true
  // What somebody did by hand is looked for by who did it as well.
  if (group === 'people') return entry.actor !== 'system' && entry.kind !== 'received'
  return (Object.hasOwn(groups, entry.kind) ? groups[entry.kind] : 'people') === group
}
