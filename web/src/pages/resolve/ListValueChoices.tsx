import { Checkbox, TextInput } from '@mantine/core'
import { text } from './text.ts'
import type { CureChoicesProps } from './CureChoices.tsx'
import classes from './CausePage.module.css'

/** The value as it shall stand in the list, with one cell for each mapper of that list so that none is forgotten. */
export function ListValueChoices({ draft, cause, preview, onChange }: CureChoicesProps) {
  const others = cause.picklist?.campaigns ?? []
  const mappers = cause.picklist?.mappers ?? []
  const standing = new Map(preview?.mappers.map((cell) => [cell.key, cell]))
  return (
    <>
      <TextInput
        label={text.asInList}
        required
        maxLength={500}
        value={draft.value}
        onChange={(event) => onChange({ ...draft, value: event.currentTarget.value })}
      />
      {mappers.length === 0 ? null : (
        <fieldset className={classes.cells}>
          <legend>{text.cells}</legend>
          {mappers.map((key) => {
            const isWithout = draft.without.includes(key)
            return (
              <div key={key} className={classes.cell}>
                <TextInput
                  label={text.cell(key)}
                  required={!isWithout}
                  disabled={isWithout}
                  maxLength={2000}
                  placeholder={standing.get(key)?.code ?? ''}
                  value={draft.cells[key] ?? ''}
                  onChange={(event) =>
                    onChange({ ...draft, cells: { ...draft.cells, [key]: event.currentTarget.value } })
                  }
                />
                <Checkbox
                  label={text.noCell}
                  aria-label={text.noCellFor(key)}
                  checked={isWithout}
                  onChange={(event) =>
                    onChange({
                      ...draft,
                      without: event.currentTarget.checked
                        ? [...draft.without, key]
                        : draft.without.filter((one) => one !== key),
                    })
                  }
                />
              </div>
            )
          })}
        </fieldset>
      )}
      {others.length === 0 ? null : (
        <Checkbox
          label={text.campaignOnly(cause.campaign)}
          description={text.campaignOnlyMeaning(others)}
          checked={draft.campaignOnly}
          onChange={(event) => onChange({ ...draft, campaignOnly: event.currentTarget.checked })}
        />
      )}
    </>
  )
}
