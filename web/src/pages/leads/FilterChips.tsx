import { IconX } from '@tabler/icons-react'
import classes from './Toolbar.module.css'
import { chipsOf } from './chips.ts'
import type { LeadSearch } from './search.ts'

/** One chip per filter; its button takes the filter away. */
export function FilterChips({ search, onChange }: { search: LeadSearch; onChange: (search: LeadSearch) => void }) {
  return chipsOf(search).map((chip) => (
    <span key={chip.id} className={classes.chip}>
      <span className={classes.chipLabel}>{chip.label}</span>
      <span className={classes.chipValue} title={chip.value}>
        {chip.value}
      </span>
      <button
        type="button"
        className={classes.chipRemove}
        aria-label={`Remove filter ${chip.label} ${chip.value}`}
        onClick={() => onChange(chip.without)}
      >
        <IconX size={13} aria-hidden="true" />
      </button>
    </span>
  ))
}
