import type { Problem } from '../setup/problem.ts'
import { inWords } from '../text/inWords.ts'
import { compileSuggestions } from '../text/suggest.ts'

/** A name that stands for nothing: "There is no picklist 'makez'. Did you mean makes?" */
export function unknownName(path: string, noun: string, name: string, known: Iterable<string>): Problem {
  const suggestions = compileSuggestions([...known])(name)
  const question = suggestions.length === 0 ? '' : ` Did you mean ${inWords(suggestions, 'or')}?`
  return { path, code: 'unknown', message: `There is no ${noun} '${name}'.${question}` }
}

export function invalid(path: string, message: string): Problem {
  return { path, code: 'invalid', message }
}
