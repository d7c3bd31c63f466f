/**
 * Values from `--field key=value`, over those of `--fields` (a JSON object). Refuses with a sentence. Pure.
 */
export function fieldValues(pairs: readonly string[], json: string | undefined): Record<string, unknown> {
  const values: Record<string, unknown> = json === undefined ? {} : { ...object(json) }
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at <= 0) throw new Error(`--field "${pair}" must look like key=value.`)
    values[pair.slice(0, at)] = pair.slice(at + 1)
  }
  return values
}

function object(json: string): object {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new Error('--fields must be a JSON object such as {"email":"ann@example.com"}.', { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('--fields must be a JSON object such as {"email":"ann@example.com"}.')
  }
  return value
}

/** For options that may be given several times. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
