import { Checkbox, TextInput } from '@mantine/core'
import classes from '../ListPage.module.css'
import type { Cells } from './AddValueDialog.tsx'
import { text } from './text.ts'

export interface MapperCellsProps {
  readonly mappers: readonly string[]
  readonly cells: Cells
  readonly onChange: (cells: Cells) => void
}

/** One code for each mapper of the list, or the word that it has none on purpose. */
export function MapperCells({ mappers, cells, onChange }: MapperCellsProps) {
  if (mappers.length === 0) return <p className={classes.hint}>{text.noMappers}</p>
  return (
    <fieldset className={classes.cells}>
      <legend>{text.cells}</legend>
      <span className="soft">{text.cellsHint}</span>
      {mappers.map((mapper) => (
        <div key={mapper} className={classes.cell}>
          <TextInput
            label={mapper}
            aria-label={text.cellOf(mapper)}
            maxLength={2000}
            disabled={cells[mapper] === null}
            value={cells[mapper] ?? ''}
            onChange={(event) => onChange({ ...cells, [mapper]: event.currentTarget.value })}
          />
          <Checkbox
            label={text.noCell}
            aria-label={text.noCellOf(mapper)}
            checked={cells[mapper] === null}
            onChange={(event) => onChange({ ...cells, [mapper]: event.currentTarget.checked ? null : '' })}
          />
        </div>
      ))}
    </fieldset>
  )
}
