import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { campaignsTodayQuery } from '../../data/campaigns.ts'
import { refreshMs, seldomMs } from '../../data/leads.ts'
import { useStreamState } from '../../data/useStream.ts'
import { useZone } from '../../data/useZone.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { CampaignTable } from './CampaignTable.tsx'
import { text } from './text.ts'

/** Every campaign with how it does today. */
export function CampaignsPage() {
  usePageTitle(text.title)
  const zone = useZone()
  const refetchInterval = useStreamState() === 'open' ? seldomMs : refreshMs
  const { data, error, refetch } = useQuery({ ...campaignsTodayQuery(zone), refetchInterval })
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
      </div>
      {data ? (
        data.campaigns.length === 0 ? (
          <NothingHere title={text.none} hint={text.noneHint} />
        ) : (
          <>
            <p className={page.lead}>{text.lead(data.timezone)}</p>
            <CampaignTable campaigns={data.campaigns} />
          </>
        )
      ) : error ? (
        <ProblemNotice what={text.failed} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={220} />
      )}
    </div>
  )
}
