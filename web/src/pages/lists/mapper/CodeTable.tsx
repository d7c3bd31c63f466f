import { ActionIcon } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { formatCount } from '../../../format/count.ts'
import { changePair, hasCode, removePair, type MapperDraft, type PairRow } from './draft.ts'
import classes from './CodeTable.module.css'
import { text } from './text.ts'
import type { MapperEditor } from './useMapperEditor.ts'

const rowPx = 44
/** On a narrow screen a row is a card of two lines. */
const cardPx = 92

export interface CodeTableProps {
  readonly editor: MapperEditor
  readonly rows: readonly PairRow[]
  /** How often each value came. */
  readonly leads: ReadonlyMap<string, number>
  readonly mayEdit: boolean
}

/** Only the rows in sight are on the page; a screen reader is told of all of them. */
export function CodeTable({ editor, rows, leads, mayEdit }: CodeTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(max-width: 700px)') ?? false
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? cardPx : rowPx),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  })
  useEffect(() => virtual.measure(), [virtual, isNarrow])
  const shown = virtual.getVirtualItems()
  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className={classes.scroll} tabIndex={0} role="group" aria-label={text.tabs.codes}>
      <table className={classes.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{text.from}</th>
            <th scope="col">{text.to}</th>
            <th scope="col" className={classes.seen}>
              {text.seen}
            </th>
            <th scope="col" className={classes.tools}>
              <span className="unseen">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <CodeRow
                key={row.id}
                row={row}
                rowIndex={index + 2}
                draft={editor.draft}
                leads={leads.get(row.from) ?? 0}
                problem={editor.problems.get(row.id) ?? null}
                mayEdit={mayEdit}
                onChange={editor.change}
              />
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </div>
  )
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden="true" className={classes.gap}>
      <td colSpan={4} style={{ height }} />
    </tr>
  ) : null
}

interface CodeRowProps {
  readonly row: PairRow
  readonly rowIndex: number
  readonly draft: MapperDraft
  readonly leads: number
  readonly problem: string | null
  readonly mayEdit: boolean
  readonly onChange: (change: (draft: MapperDraft) => MapperDraft) => void
}

function CodeRow({ row, rowIndex, draft, leads, problem, mayEdit, onChange }: CodeRowProps) {
  const { id, from, to, isOfList } = row
  const isMissing = !hasCode(row)
  const name = from.trim() === '' ? text.rowFrom(rowIndex - 1) : from
  const isStrange = draft.picklist !== '' && !isOfList
  return (
    <tr className={classes.row} data-pair={from} data-missing={isMissing} aria-rowindex={rowIndex}>
      <td className={classes.fromCell}>
        {draft.picklist === '' ? (
          <input
            className={classes.input}
            aria-label={text.rowFrom(rowIndex - 1)}
            aria-invalid={problem !== null}
            readOnly={!mayEdit}
            maxLength={500}
            value={from}
            onChange={(event) => {
              const value = event.currentTarget.value
              onChange((now) => changePair(now, id, { from: value }))
            }}
          />
        ) : (
          <span className={classes.from} title={from}>
            {from}
          </span>
        )}
        {problem !== null ? (
          <span className={classes.problem}>{problem}</span>
        ) : isStrange ? (
          <span className={classes.remark}>{isMissing ? text.seenOnly : text.strange}</span>
        ) : null}
      </td>
      <td className={classes.toCell}>
        <input
          className={classes.input}
          aria-label={text.rowTo(name)}
          placeholder={isMissing ? `${text.noCode}: ${missingMeans(draft)}` : ''}
          readOnly={!mayEdit}
          maxLength={2000}
          value={to}
          onChange={(event) => {
            const code = event.currentTarget.value
            onChange((now) => changePair(now, id, { to: code }))
          }}
        />
      </td>
      <td className={classes.seen}>
        {leads === 0 ? <span className="faint">{text.notSeen}</span> : formatCount(leads)}
      </td>
      <td className={classes.tools}>
        {isOfList || !mayEdit ? null : (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={text.remove(name)}
            title={text.remove(name)}
            onClick={() => onChange((now) => removePair(now, id))}
          >
            <IconX size={14} />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}

function missingMeans({ policy, defaultCode }: MapperDraft): string {
  return policy === 'default' ? text.noCodeMeans.default(defaultCode) : text.noCodeMeans[policy]
}
