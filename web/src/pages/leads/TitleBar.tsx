import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconBaselineDensityMedium, IconColumns3, IconLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LeadTotals } from '../../data/leadTypes.ts'
import { useStreamState } from '../../data/useStream.ts'
import { formatMoney } from '../../format/money.ts'
import classes from './LeadsPage.module.css'
import { text } from './text.ts'
import type { Density } from './useDensity.ts'

export interface TitleBarProps {
  readonly total: { readonly value: number; readonly exact: boolean } | null
  readonly totals: LeadTotals | null
  readonly failing: boolean
  readonly density: Density
  readonly onDensity: () => void
  readonly onColumns: () => void
  readonly onCopyLink: (kind: 'live' | 'frozen') => void
  /** The view's name and the menu of views. */
  readonly children: ReactNode
}

/** Title, what all results come to, and how the list is shown. */
export function TitleBar(props: TitleBarProps) {
  const { total, totals, failing, density } = props
  const live = useStreamState() === 'open'
  return (
    <div className={classes.titleBar}>
      {props.children}
      {total === null ? null : (
        <span className={classes.total} data-testid="total">
          {text.total(total.value, total.exact)}
        </span>
      )}
      {totals === null || totals.leads === 0 ? null : (
        <span className={classes.totals} data-testid="totals" title={text.totals}>
          {sumWords(totals).join(' · ')}
        </span>
      )}
      <span className={classes.titleTools}>
        <span
          className={classes.live}
          data-failing={failing || undefined}
          title={failing ? text.delayedMeaning : live ? text.liveMeaning : text.polledMeaning}
        >
          {failing ? text.delayed : text.live}
        </span>
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon size={30} variant="subtle" color="gray" aria-label={text.copyLink}>
              <IconLink size={16} color="var(--sy-ink-soft)" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => props.onCopyLink('live')} rightSection={<kbd>⇧C</kbd>}>
              {text.copyLink}
            </Menu.Item>
            <Menu.Item onClick={() => props.onCopyLink('frozen')}>{text.copyFrozen}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={text.columns}>
          <ActionIcon size={30} variant="subtle" color="gray" aria-label={text.columns} onClick={props.onColumns}>
            <IconColumns3 size={16} color="var(--sy-ink-soft)" />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`Density: ${density}`}>
          <ActionIcon
            size={30}
            variant="subtle"
            color="gray"
            aria-label={`Density: ${density}`}
            onClick={props.onDensity}
          >
            <IconBaselineDensityMedium size={16} color="var(--sy-ink-soft)" />
          </ActionIcon>
        </Tooltip>
      </span>
    </div>
  )
}

/** Currencies are never added together: each has its own amounts. */
function sumWords(totals: LeadTotals): readonly string[] {
  const share = `${((totals.sold / totals.leads) * 100).toFixed(totals.sold === 0 ? 0 : 1)} %`
  return [
    text.sold(totals.sold, share),
    ...totals.money.map(({ currency, revenue }) => text.revenue(formatMoney(revenue, currency))),
    ...totals.money.map(({ currency, payout }) => text.payout(formatMoney(payout, currency))),
  ]
}
