// The hours and the days of the overview, named as a person names them.

import type { Home } from '../../data/home.ts'
import { countedLeads } from './countedLeads.ts'
import type { PlotPoint } from './plotBars.ts'

export function hourPoints(home: Home): readonly PlotPoint[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: home.timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return home.hours.map((hour) => ({
    ...hour,
    label: format.format(new Date(hour.from)),
    search: countedLeads(hour),
  }))
}

export function dayPoints(home: Home): readonly PlotPoint[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })
  return home.days.map(({ day, ...point }) => ({
    ...point,
    label: format.format(new Date(`${day}T00:00:00Z`)).replace(',', ''),
    // With the day itself on both ends, as a person would write it.
    search: countedLeads({ from: day, to: day }),
  }))
}
