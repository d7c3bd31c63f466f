import { Button, Group, Radio } from '@mantine/core'
import { useState } from 'react'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { valueText } from '../../format/value.ts'
import { Time } from '../../ui/Time.tsx'
import classes from '../../ui/tables.module.css'
import { conflictsOf } from './conflict.ts'
import { text } from './text.ts'

export interface EditConflictProps {
  /** As it is now, after the other person's edit. */
  readonly lead: LeadDetail
  /** Values that this editor began with. */
  readonly opened: Readonly<Record<string, string>>
  readonly mine: Readonly<Record<string, string | null>>
  readonly labels: ReadonlyMap<string, string>
  readonly onCancel: () => void
  /** Goes on with these values over the newest ones. */
  readonly onDecide: (kept: Readonly<Record<string, string>>) => void
}

type Side = 'mine' | 'theirs'

/** Somebody else was quicker: both sides beside each other, and nothing is lost. */
export function EditConflict({ lead, opened, mine, labels, onCancel, onDecide }: EditConflictProps) {
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({})
  const conflicts = conflictsOf(opened, lead.fields, mine)
  const newest = lead.revisions.at(-1)
  const sideOf = (field: string): Side => sides[field] ?? 'mine'
  return (
    <section aria-label={text.conflict} role="alert">
      <h2 className={classes.heading}>{text.conflict}</h2>
      {newest ? (
        <p className={classes.note}>
          {newest.actor}, <Time at={newest.at} />: {newest.reason}
        </p>
      ) : null}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={text.conflict}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">{text.whenOpened}</th>
              <th scope="col">{text.theirs}</th>
              <th scope="col">{text.mine}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ field, opened: before, theirs, mine: wanted, clashes }) => {
              const label = labels.get(field) ?? field
              return (
                <tr key={field}>
                  <th scope="row">{label}</th>
                  <td>{before || '–'}</td>
                  <td>
                    {clashes ? (
                      <Radio
                        size="sm"
                        name={`side ${field}`}
                        label={theirs || '–'}
                        aria-label={`${label}: ${text.theirs}, ${theirs}`}
                        checked={sideOf(field) === 'theirs'}
                        onChange={() => setSides({ ...sides, [field]: 'theirs' })}
                      />
                    ) : (
                      theirs || '–'
                    )}
                  </td>
                  <td>
                    {clashes ? (
                      <Radio
                        size="sm"
                        name={`side ${field}`}
                        label={wanted || text.emptied}
                        aria-label={`${label}: ${text.mine}, ${wanted}`}
                        checked={sideOf(field) === 'mine'}
                        onChange={() => setSides({ ...sides, [field]: 'mine' })}
                      />
                    ) : wanted === null ? (
                      <span className="faint">{text.untouched}</span>
                    ) : (
                      wanted || text.emptied
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <Group gap={8} mt={12}>
        <Button
          onClick={() => {
            const kept = Object.entries(mine).filter(([field]) => sideOf(field) === 'mine')
            onDecide(Object.fromEntries(kept.map(([field, value]) => [field, valueText(value)])))
          }}
        >
          {text.goOn}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {text.dropMine}
        </Button>
      </Group>
    </section>
  )
}
