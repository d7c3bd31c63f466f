import { editDistance } from './editDistance.ts'
import { fold } from './fold.ts'

const limit = 3
const remembered = 500
// A received value longer than this is no misspelling of anything; comparing it would only cost time.
const longest = 60

interface Candidate {
  readonly value: string
  readonly spellings: readonly string[]
}

/**
 * Prepares a list for "Did you mean …?". `values` are what may be suggested; `spellingsOf` gives further spellings of a
 * value (label, synonyms) that count as hits for it. The answer holds at most three values of the list, nearest first:
 * the same but for accents and punctuation, a slip of the keyboard, the beginning of a value, an abbreviation ("VW").
 */
export function compileSuggestions(
  values: readonly string[],
  spellingsOf: (value: string) => readonly string[] = () => [],
): (received: string) => readonly string[] {
  const candidates: readonly Candidate[] = values.map((value) => ({
    value,
    spellings: [...new Set([value, ...spellingsOf(value)].map(bare).filter((spelling) => spelling !== ''))],
  }))
  // The same wrong value comes again and again, and a list may hold thousands of values.
  const found = new Map<string, readonly string[]>()
  return (received) => {
    const wanted = bare(received.slice(0, longest + 1))
    if (wanted === '' || wanted.length > longest) return []
    const known = found.get(wanted)
    if (known !== undefined) return known
    const suggestions = nearest(wanted, candidates)
    if (found.size >= remembered) found.clear()
    found.set(wanted, suggestions)
    return suggestions
  }
}

function nearest(wanted: string, candidates: readonly Candidate[]): readonly string[] {
  return candidates
    .map(({ value, spellings }) => ({
      value,
      unlike: Math.min(...spellings.map((text) => unlikeness(wanted, text))),
    }))
    .filter(({ unlike }) => unlike < 10)
    .toSorted((one, other) => one.unlike - other.unlike)
    .slice(0, limit)
    .map(({ value }) => value)
}

/** 0 = the same letters; 10 and more = not alike. */
function unlikeness(wanted: string, spelling: string): number {
  if (wanted === spelling) return 0
  const slips = wanted.length < 4 ? 1 : wanted.length < 8 ? 2 : 3
  const distance = editDistance(wanted, spelling, slips)
  const slipped = distance <= slips && distance < Math.max(wanted.length, spelling.length) / 2 ? distance : 10
  if (wanted.length >= 3 && spelling.startsWith(wanted)) return Math.min(slipped, 1.5)
  if (spelling.length >= 4 && wanted.startsWith(spelling)) return Math.min(slipped, 3.5)
  if (wanted.length >= 2 && wanted.length <= 4 && abbreviates(wanted, spelling)) return Math.min(slipped, 4)
  return slipped
}

/** "vw" of "volkswagen": same first letter, the others follow in order. */
function abbreviates(short: string, long: string): boolean {
  if (short[0] !== long[0] || long.length < short.length + 2) return false
  let from = 0
  for (const letter of short) {
    const found = long.indexOf(letter, from)
    if (found < 0) return false
    from = found + 1
  }
  return true
}

function bare(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '')
}
