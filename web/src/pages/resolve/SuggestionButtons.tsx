import type { Cause } from '../../data/causes.ts'
import classes from './CausePage.module.css'

export interface SuggestionButtonsProps {
  readonly cause: Pick<Cause, 'suggestions'>
  readonly chosen: string
  readonly onChoose: (value: string) => void
}

const sureness = { high: 'likely', medium: 'perhaps', low: 'a guess' } as const

/** What the value may have been meant to be, each with why and how sure that is. */
export function SuggestionButtons({ cause, chosen, onChoose }: SuggestionButtonsProps) {
  if (cause.suggestions.length === 0) return null
  return (
    <ul className={classes.suggestions}>
      {cause.suggestions.map(({ value, why, confidence }) => (
        <li key={value}>
          <button type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
            {value}
          </button>
          <span>
            {why}, {sureness[confidence]}
          </span>
        </li>
      ))}
    </ul>
  )
}
