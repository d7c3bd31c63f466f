import { Button, NumberInput, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { totalsQuery } from '../../data/leads.ts'
import { formatCount } from '../../format/count.ts'
import { CopyAction } from '../../ui/CopyButton.tsx'
import { selectedCount, taking, type Selection, type Take, type TakeOrder } from './selection.ts'
import classes from './SelectionBar.module.css'
import { text } from './text.ts'

export interface SelectionBarProps {
  readonly selection: Selection
  /** Ids on the screen. */
  readonly page: readonly string[]
  /** What "all results" would be: how many, and how to choose them. Null when the page shows all there is. */
  readonly all: { readonly words: string; readonly onChoose: () => void } | null
  readonly onChange: (selection: Selection) => void
  /** What can be done with the leads that are chosen. */
  readonly children?: ReactNode
}

const orders: readonly { readonly value: TakeOrder; readonly label: string }[] = [
  { value: 'newest', label: 'Most recent' },
  { value: 'oldest', label: 'Oldest' },
  { value: 'random', label: 'Random' },
]

/** At the foot of the list while something is chosen: how much, how to choose more, and what to do with it. */
export function SelectionBar({ selection, page, all, onChange, children }: SelectionBarProps) {
  const parameters = selection.kind === 'query' ? selection.parameters : {}
  const found = useQuery({ ...totalsQuery(parameters), enabled: selection.kind === 'query' })
  if (selection.kind === 'none') return null
  const counted = selection.kind === 'ids' || found.data !== undefined
  const count = selectedCount(selection, found.data?.leads ?? 0)
  const elsewhere = selection.kind === 'ids' ? selection.ids.filter((id) => !page.includes(id)).length : 0
  return (
    <section className={classes.bar} aria-label={text.selection}>
      <span className={classes.count} role="status">
        {counted ? text.selected(count) : text.counting}
        {elsewhere > 0 ? <span className="soft"> · {text.elsewhere(elsewhere)}</span> : null}
        {selection.kind === 'query' && selection.take === null ? (
          <span className="soft"> · {text.allOfSearch}</span>
        ) : null}
      </span>
      {selection.kind === 'ids' && all !== null ? (
        <Button size="compact-sm" variant="default" onClick={all.onChoose}>
          {all.words}
        </Button>
      ) : null}
      {selection.kind === 'query' ? (
        <TakeForm
          take={selection.take}
          most={found.data?.leads ?? 0}
          onChange={(take) => onChange(taking(selection, take))}
        />
      ) : (
        <CopyAction value={selection.ids.join('\n')} label={text.copyIds} />
      )}
      {children}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        className={classes.clear}
        leftSection={<IconX size={14} aria-hidden="true" />}
        onClick={() => onChange({ kind: 'none' })}
      >
        {text.clearSelection}
      </Button>
    </section>
  )
}

/** A number of all results instead of all of them. */
function TakeForm({
  take,
  most,
  onChange,
}: {
  take: Take | null
  most: number
  onChange: (take: Take | null) => void
}) {
  const [draft, setDraft] = useState<Take>(take ?? { count: 100, order: 'newest' })
  const apply = (next: Take) => {
    setDraft(next)
    if (take !== null) onChange(next)
  }
  return (
    <span className={classes.take}>
      <label className={classes.takeLabel}>
        <input
          type="checkbox"
          checked={take !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? draft : null)}
        />
        {text.only}
      </label>
      <NumberInput
        size="xs"
        w={92}
        aria-label={text.howMany}
        min={1}
        max={Math.max(1, most)}
        thousandSeparator=","
        allowDecimal={false}
        allowNegative={false}
        disabled={take === null}
        value={draft.count}
        onChange={(count) => typeof count === 'number' && count >= 1 && apply({ ...draft, count })}
      />
      <Select
        size="xs"
        w={130}
        aria-label={text.whichOnes}
        allowDeselect={false}
        disabled={take === null}
        data={[...orders]}
        value={draft.order}
        onChange={(value) => {
          const order = orders.find((one) => one.value === value)?.value ?? 'newest'
          const { seed: _seed, ...plain } = draft
          apply(order === 'random' ? { ...plain, order, seed: drawSeed() } : { ...plain, order })
        }}
      />
      {draft.seed === undefined ? null : <span className="faint">{text.seed(formatCount(draft.seed))}</span>}
    </span>
  )
}

function drawSeed(): number {
  return Math.floor(Math.random() * 1_000_000)
}
