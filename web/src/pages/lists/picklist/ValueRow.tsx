import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { formatCount } from '../../../format/count.ts'
import { changeRow, moveRow, removeRow, synonymsIn, type DraftRow, type ListDraft } from './draft.ts'
import { text } from './text.ts'
import classes from './ValueTable.module.css'

export interface ValueRowProps {
  readonly row: DraftRow
  /** Among all rows of the table, its head included. */
  readonly rowIndex: number
  /** Its place in the list, from 1. */
  readonly place: number
  readonly count: number
  readonly isStored: boolean
  readonly isLocked: boolean
  readonly isPart: boolean
  readonly leads: number | null
  readonly problem: string | null
  readonly mayEdit: boolean
  readonly onChange: (change: (draft: ListDraft) => ListDraft) => void
}

export function ValueRow(props: ValueRowProps) {
  const { row, place, problem, mayEdit, isLocked, onChange } = props
  const name = row.value.trim() === '' ? text.row(place) : row.value
  const problemId = `problem-${row.id}`
  return (
    <tr className={classes.row} data-row={row.id} aria-rowindex={props.rowIndex} data-problem={problem !== null}>
      <td className={classes.place}>{formatCount(place)}</td>
      <td className={classes.valueCell}>
        <input
          className={classes.input}
          data-value={row.id}
          aria-label={`${text.value}, ${text.row(place)}`}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          title={isLocked ? text.lockedRow : undefined}
          readOnly={!mayEdit || isLocked}
          maxLength={500}
          value={row.value}
          onChange={(event) => {
            const value = event.currentTarget.value
            onChange((draft) => changeRow(draft, row.id, { value }))
          }}
        />
        {problem === null ? null : (
          <span id={problemId} className={classes.problem} title={problem}>
            {problem}
          </span>
        )}
      </td>
      <td className={classes.labelCell}>
        <input
          className={classes.input}
          aria-label={`${text.label}, ${name}`}
          placeholder={text.label}
          readOnly={!mayEdit}
          maxLength={500}
          value={row.label}
          onChange={(event) => {
            const label = event.currentTarget.value
            onChange((draft) => changeRow(draft, row.id, { label }))
          }}
        />
      </td>
      <td className={classes.synonymCell}>
        <SynonymInput
          name={name}
          synonyms={row.synonyms}
          readOnly={!mayEdit}
          onChange={(synonyms) => onChange((draft) => changeRow(draft, row.id, { synonyms }))}
        />
      </td>
      <td className={classes.usage}>
        <Usage leads={props.leads} isStored={props.isStored} />
      </td>
      <td className={classes.tools}>{mayEdit ? <RowTools {...props} name={name} /> : null}</td>
    </tr>
  )
}

function Usage({ leads, isStored }: { leads: number | null; isStored: boolean }) {
  if (!isStored) return <span className={classes.fresh}>{text.newRow}</span>
  if (leads === null) return null
  return leads === 0 ? <span className="faint">{text.unused}</span> : formatCount(leads)
}

function RowTools({ row, name, place, count, isLocked, isPart, onChange }: ValueRowProps & { name: string }) {
  const move = (by: -1 | 1) => onChange((draft) => moveRow(draft, row.id, by))
  const whyNot = isPart ? text.cannotMove : undefined
  return (
    <span className={classes.buttons}>
      <Tool label={text.up(name)} title={whyNot} disabled={isPart || place === 1} onClick={() => move(-1)}>
        <IconArrowUp size={14} />
      </Tool>
      <Tool label={text.down(name)} title={whyNot} disabled={isPart || place === count} onClick={() => move(1)}>
        <IconArrowDown size={14} />
      </Tool>
      <Tool
        label={text.remove(name)}
        title={isLocked ? text.lockedRow : undefined}
        disabled={isLocked}
        onClick={() => onChange((draft) => removeRow(draft, row.id))}
      >
        <IconX size={14} />
      </Tool>
    </span>
  )
}

function Tool(props: {
  label: string
  title: string | undefined
  disabled: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      aria-label={props.label}
      title={props.title ?? props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  )
}

/** What is typed stays as it is typed, also while it ends in a semicolon. */
function SynonymInput(props: {
  name: string
  synonyms: readonly string[]
  readOnly: boolean
  onChange: (synonyms: readonly string[]) => void
}) {
  const { synonyms } = props
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed !== null && isSame(synonymsIn(typed), synonyms) ? typed : synonyms.join('; ')
  return (
    <input
      className={classes.input}
      aria-label={`${text.synonyms}, ${props.name}`}
      placeholder={text.synonyms}
      readOnly={props.readOnly}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        props.onChange(synonymsIn(event.currentTarget.value))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index])
}
