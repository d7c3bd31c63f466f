// Times as people read them: absolute, in the zone of their account settings, with that zone named.

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs about 50 µs, a table has hundreds of times: keep them. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
  formatters.set(key, made)
  return made
}

/** "22 Nov 09:14:02"; the year stands in it when it is not the year of `now`. */
export function shortTime(iso: string, zone: string, now: Date): string {
  const at = new Date(iso)
  const day = formatter(zone, { day: '2-digit', month: 'short' }).format(at)
  const clock = formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)
  const year = formatter(zone, { year: 'numeric' })
  return year.format(at) === year.format(now) ? `${day} ${clock}` : `${day} ${year.format(at)} ${clock}`
}

/** "09:14:02", for what has just happened. */
export function clockTime(iso: string, zone: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  return formatter(zone, options).format(new Date(iso))
}

/** "Sunday 22 November 2026 at 09:14:02.113 GMT": everything there is to know, for details and tooltips. */
export function fullTime(iso: string, zone: string): string {
  return formatter(zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(new Date(iso))
}

/** "London" for Europe/London, "Buenos Aires" for America/Argentina/Buenos_Aires: what a column header has room for. */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** "412 ms", "3.2 s", "2 min 5 s". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
