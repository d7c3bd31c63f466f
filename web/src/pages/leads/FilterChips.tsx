import { IconX } from '@tabler/icons-react'
import classes from './Toolbar.module.css'
import { chipsOf, type Chip } from './chips.ts'
import type { LeadSearch } from './search.ts'
import { text } from './text.ts'

export interface FilterChipsProps {
  readonly search: LeadSearch
  readonly onChange: (search: LeadSearch) => void
  /** Opens the editor of a filter. Left out: the chips can only be taken away. */
  readonly onEdit?: (entry: NonNullable<Chip['entry']>) => void
}

/** One chip per filter: its words open the editor, its cross takes the filter away. */
export function FilterChips({ search, onChange, onEdit }: FilterChipsProps) {
  return chipsOf(search).map((chip) => (
    <span key={chip.id} className={classes.chip}>
      <ChipWords chip={chip} onEdit={onEdit} />
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

function ChipWords({ chip, onEdit }: { chip: Chip; onEdit: FilterChipsProps['onEdit'] }) {
  const { entry } = chip
  const words = (
    <>
      <span className={classes.chipLabel}>{chip.label}</span>{' '}
      <span className={classes.chipValue} title={chip.value}>
        {chip.value}
      </span>
    </>
  )
  if (entry === null || !onEdit) return words
  return (
    <button type="button" className={classes.chipEdit} title={text.changeFilter} onClick={() => onEdit(entry)}>
      {words}
    </button>
  )
}
