import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Preflight } from '../../data/preflight.ts'
import tables from '../../ui/tables.module.css'
import { CaseRow } from './CaseRow.tsx'
import classes from './PreflightTab.module.css'
import { text } from './text.ts'

export function PreflightResult({ found }: { found: Preflight }) {
  const { cases, failed, passed } = found
  const [onlyFailed, setOnlyFailed] = useState(failed > 0)
  const shown = onlyFailed && failed > 0 ? cases.filter((one) => !one.passed) : cases
  return (
    <>
      <div className={classes.verdict} role="status">
        <span className={failed === 0 ? classes.good : classes.bad}>
          {failed === 0 ? text.passed(passed) : text.someFailed(failed, cases.length)}
        </span>
        {failed > 0 ? (
          <Checkbox
            label={text.onlyFailed}
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
        ) : null}
      </div>
      <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.cases}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{text.verdict}</span>
              </th>
              <th scope="col">{text.case}</th>
              <th scope="col">{text.hop}</th>
              <th scope="col">{text.expected}</th>
              <th scope="col">{text.got}</th>
              <th scope="col">{text.sent}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <CaseRow key={one.name} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
