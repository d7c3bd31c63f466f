import { ActionIcon, Tooltip } from '@mantine/core'
import { IconBaselineDensityMedium } from '@tabler/icons-react'
import { formatMoney } from '../../format/money.ts'
import classes from './LeadsPage.module.css'
import { pageTotals } from './pageTotals.ts'
import type { SteadyRow } from './steadyRows.ts'
import { text } from './text.ts'
import type { Density } from './useDensity.ts'

export interface TitleBarProps {
  readonly rows: readonly SteadyRow[]
  readonly total: { readonly value: number; readonly exact: boolean } | null
  readonly failing: boolean
  readonly density: Density
  readonly onDensity: () => void
}

/** Title, how many leads there are, what this page adds up to, and whether it is live. */
export function TitleBar({ rows, total, failing, density, onDensity }: TitleBarProps) {
  const totals = pageTotals(rows.map((row) => row.lead))
  const parts = [
    text.soldOnPage(totals.sold),
    ...totals.revenue.map(({ amount, currency }) => text.revenueOnPage(formatMoney(amount, currency))),
  ]
  return (
    <div className={classes.titleBar}>
      <h1 className={classes.title}>{text.title}</h1>
      {total === null ? null : (
        <span className={classes.total} data-testid="total">
          {text.total(total.value, total.exact)}
        </span>
      )}
      {rows.length === 0 ? null : (
        <span className={classes.totals}>
          {text.onThisPage}: {parts.join(' · ')}
        </span>
      )}
      <span className={classes.titleTools}>
        <span
          className={classes.live}
          data-failing={failing || undefined}
          title={failing ? text.delayedMeaning : text.liveMeaning}
        >
          {failing ? text.delayed : text.live}
        </span>
        <Tooltip label={`Density: ${density}`}>
          <ActionIcon size={30} variant="subtle" color="gray" aria-label={`Density: ${density}`} onClick={onDensity}>
            <IconBaselineDensityMedium size={16} color="var(--sy-ink-soft)" />
          </ActionIcon>
        </Tooltip>
      </span>
    </div>
  )
}
