// The paths by which answer rules look into a JSON answer: a.b[0].c, with ["any name"] for names that are not words.

const deepest = 64

/** One step: a property name or a place in a list (negative counts from the end). */
export type JsonStep = string | number

/**
 * Parses a path; "$" or nothing is the whole document, a leading "$." may stand.
 * @returns the steps, or a sentence that says what is wrong with it
 */
export function parseJsonPath(path: string): readonly JsonStep[] | { readonly problem: string } {
  const steps: JsonStep[] = []
  const source = path.trim().replace(/^\$\.?/, '')
  const step = /(?:^|\.)([^.[\]"']+)|\[(-?\d{1,9})\]|\[(?:"([^"]*)"|'([^']*)')\]/gy
  while (step.lastIndex < source.length) {
    const at = step.lastIndex
    const match = step.exec(source)
    if (match === null) return { problem: `The path '${path}' cannot be read at position ${at + 1}` }
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? match[4] ?? '').trim() : Number(match[2]))
  }
  return steps
}

/** The value at the end of the steps; undefined when there is none. Own properties only. */
export function readJson(document: unknown, steps: readonly JsonStep[]): unknown {
  let value = document
  for (const step of steps) {
    if (Array.isArray(value) && (typeof step === 'number' || /^\d+$/.test(step)))
      value = value.at(Number(step)) as unknown
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
      value = (value as Readonly<Record<string, unknown>>)[step] // it is an object with that property
    } else return undefined
  }
  return value
}

/** The parsed document; undefined when the text is no JSON or is nested deeper than 64 levels. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined // An answer that is no JSON is no mistake of ours: rules that look into JSON do not match it.
  }
}

/** Counted before parsing, because a parser's stack is what nesting is meant to exhaust. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}
