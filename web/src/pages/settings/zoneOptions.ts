/** IANA zones with readable names; `always` are in it even where the browser does not list them (UTC, renamed zones). */
export function zoneOptions(always: readonly string[]): { value: string; label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...always])
  return [...zones]
    .toSorted((a, b) => a.localeCompare(b))
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ').replaceAll('/', ' / ') }))
}
