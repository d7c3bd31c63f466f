// What the Home screen says.

import { formatCount } from '../../format/count.ts'

export const text = {
  title: 'Home',
  failed: 'The overview could not be loaded.',
  needs: 'Needs you',
  nothing: 'Nothing needs you right now',
  nothingHint: 'What fails, waits for a decision or is full shows up here.',
  close: 'Close',
  closeLabel: (title: string) => `Close: ${title}`,
  closeFailed: 'The alert could not be closed.',
  today: (weekday: string, time: string) => `Today, beside last ${weekday} up to ${time}`,
  asOf: (day: string, time: string, zone: string) => `${day}, as of ${time} (${zone}). Test leads are left out.`,
  received: 'Received',
  accepted: 'Accepted',
  rejected: 'Rejected',
  sold: 'Sold',
  revenue: 'Revenue',
  payout: 'Payout',
  noMoney: 'None yet',
  before: (value: string) => `${value} a week ago`,
  reasons: 'Rejected today, by reason',
  resolve: 'Resolve rejected leads',
  reasonsNone: 'No lead of today stands rejected.',
  lead: 'lead',
  leads: 'leads',
  leadsOf: (label: string) => `${label.toLowerCase()} today, show the leads`,
  hours: 'Today by the hour',
  days: 'The last 14 days',
  hour: 'Hour',
  day: 'Day',
  weekAgo: 'Received a week ago',
  numbers: 'As a table',
  barHint: (label: string, received: number, sold: number) =>
    `${label}: ${formatCount(received)} received, ${formatCount(sold)} sold`,
} as const
