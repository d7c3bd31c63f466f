import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { mayBeUndone, type ImportSummary } from '../../data/imports.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { useZone } from '../../data/useZone.ts'
import { formatCount } from '../../format/count.ts'
import { zoneCity } from '../../format/time.ts'
import { Time } from '../../ui/Time.tsx'
import tables from '../../ui/tables.module.css'
import { ImportBar } from './ImportBar.tsx'
import { ImportPill } from './ImportPill.tsx'
import classes from './ImportsPage.module.css'
import { purposes, verdicts } from './importWords.ts'
import { text } from './text.ts'
import { UndoDialog } from './UndoDialog.tsx'

export function ImportTable({ imports }: { imports: readonly ImportSummary[] }) {
  const zone = zoneCity(useZone())
  const mayOperate = useMayOperate()
  const [undoing, setUndoing] = useState<ImportSummary | null>(null)
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.title}>
      <table className={`${tables.table} ${classes.imports}`}>
        <thead>
          <tr>
            <th scope="col">{text.file}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.purpose}</th>
            <th scope="col">{text.rows}</th>
            <th scope="col">
              {text.by} · {zone}
            </th>
            <th scope="col">
              <span className="unseen">{text.whatCanBeDone}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id} data-import={one.id}>
              <th scope="row">
                <Link to="/imports/$id" params={{ id: one.id }} className="link">
                  {one.file.name}
                </Link>
                <span className={`faint ${classes.sub}`}>{text.import(one.id)}</span>
              </th>
              <td>
                <ImportPill state={one.state} />
              </td>
              <td>
                {purposes[one.purpose].word}
                <span className={`soft ${classes.sub}`}>{one.campaign ?? text.noCampaign}</span>
              </td>
              <td className={classes.counts}>
                <ImportBar of={one} />
                <span className="soft">{told(one)}</span>
              </td>
              <td>
                {one.actor}
                <span className={`soft ${classes.sub}`}>
                  <Time at={one.createdAt} />
                </span>
              </td>
              <td>
                {mayBeUndone(one) ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={!mayOperate}
                    title={mayOperate ? undefined : text.mayNot}
                    aria-label={`${text.undo}: ${one.file.name}`}
                    onClick={() => setUndoing(one)}
                  >
                    {text.undo}…
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {undoing === null ? null : <UndoDialog of={undoing} onClose={() => setUndoing(null)} />}
    </div>
  )
}

/** "312 rows: 298 to update, 14 with an error"; the reason where the file failed. */
function told({ counts, reason, state }: ImportSummary): string {
  if (state === 'failed' && reason !== null) return reason
  const parts = verdicts.flatMap(({ word, count }) =>
    count(counts) === 0 ? [] : [`${formatCount(count(counts))} ${word}`],
  )
  return `${text.rowsOf(counts.rows)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`
}
