// Days since the beginning of a workbook's time, as a date.

const dayMs = 86_400_000
/** Day 0 of either system. Day 60 of the first is 29 February 1900, which never was; days before it are one off. */
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const

/**
 * "2026-11-22", with a time of day "2026-11-22T10:30:00", and a time alone (less than a day) "10:30:00". Null where it is no date: negative,
 * or after the year 9999. Pure.
 */
export function dateText(serial: number, system: 1900 | 1904): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null
  const days = system === 1900 && serial < 60 ? serial + 1 : serial
  // A second is 1.2e-5 of a day; what is finer is noise of the division.
  const seconds = Math.round(days * 86_400)
  const at = new Date(epochs[system] + seconds * 1000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null
  const iso = at.toISOString()
  const time = iso.slice(11, 19)
  if (serial < 1 && time !== '00:00:00') return time
  return (seconds * 1000) % dayMs === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`
}
