import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { campaignCountsQuery, campaignSummaryQuery, type CampaignSummary } from '../../data/campaigns.ts'
import { refreshMs, seldomMs } from '../../data/leads.ts'
import type { CampaignSetup } from '../../data/setup.ts'
import { useStreamState } from '../../data/useStream.ts'
import { formatMoney } from '../../format/money.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { CountPlot } from './CountPlot.tsx'
import { countRows } from './countRows.ts'
import { CountSum } from './CountSum.tsx'
import { FileHelp } from './FileHelp.tsx'
import { FrameMenu } from './FrameMenu.tsx'
import { marginOf } from './marginOf.ts'
import { ReasonTable } from './ReasonTable.tsx'
import classes from './SummaryTab.module.css'
import { SupplierTable } from './SupplierTable.tsx'
import { text } from './text.ts'
import { useFrame } from './useFrame.ts'

export interface SummaryTabProps {
  readonly campaign: CampaignSetup
  readonly range: string
  readonly onRange: (range: string) => void
}

/** How the campaign did in a time frame: counts that add up, days, reasons, suppliers. Every number opens its leads. */
export function SummaryTab({ campaign, range, onRange }: SummaryTabProps) {
  const { reference } = campaign
  const frame = useFrame(range)
  const refetchInterval = useStreamState() === 'open' ? seldomMs : refreshMs
  const summary = useQuery({ ...campaignSummaryQuery(reference, frame), refetchInterval })
  const counts = useQuery({ ...campaignCountsQuery(reference, frame), refetchInterval })
  const isEmpty = summary.data?.received === 0
  return (
    <>
      <div className={classes.frame}>
        <FrameMenu range={range} onChange={onRange} />
        {summary.data && !isEmpty ? <Money summary={summary.data} currency={campaign.currency} /> : null}
      </div>
      {summary.error ? (
        <ProblemNotice what={text.summaryFailed} error={summary.error} onRetry={() => void summary.refetch()} />
      ) : !summary.data ? (
        <Skeleton h={180} />
      ) : isEmpty ? (
        <NothingHere title={text.nothing} hint={text.nothingHint} />
      ) : (
        <div className={classes.sums}>
          {countRows(summary.data, reference, range).map((row) => (
            <CountSum key={row.title} row={row} />
          ))}
        </div>
      )}
      {isEmpty ? null : counts.error ? (
        <ProblemNotice what={text.countsFailed} error={counts.error} onRetry={() => void counts.refetch()} />
      ) : !counts.data ? (
        <Skeleton h={220} mt={12} />
      ) : (
        <>
          <CountPlot counts={counts.data} campaign={reference} />
          <div className={classes.pair}>
            <ReasonTable counts={counts.data} campaign={reference} range={range} />
            <SupplierTable counts={counts.data} campaign={reference} range={range} />
          </div>
        </>
      )}
      <FileHelp />
    </>
  )
}

function Money({ summary, currency }: { summary: CampaignSummary; currency: string }) {
  const { revenue, payout } = summary
  return (
    <dl className={classes.money}>
      {(
        [
          [text.revenue, revenue],
          [text.payout, payout],
          [text.margin, marginOf(revenue, payout)],
        ] as const
      ).map(([label, amount]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatMoney(amount, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
