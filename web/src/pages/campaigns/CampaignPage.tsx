import { Button, Skeleton, Tabs } from '@mantine/core'
import { IconChevronLeft, IconDownload, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { campaignQuery, type CampaignSetup } from '../../data/setup.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { assertNever } from '../../ui/assertNever.ts'
import page from '../../ui/page.module.css'
import { Pill } from '../../ui/Pill.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { PreflightTab } from '../preflight/PreflightTab.tsx'
import classes from './CampaignPage.module.css'
import { campaignTabs, usualRange, type CampaignSearch, type CampaignTab } from './campaignSearch.ts'
import { campaignStates } from './campaignStates.ts'
import { CampaignAlerts } from './CampaignAlerts.tsx'
import { DownloadDialog } from './DownloadDialog.tsx'
import { ListsTab } from './ListsTab.tsx'
import { SetupTab } from './SetupTab.tsx'
import { SummaryTab, type SummaryTabProps } from './SummaryTab.tsx'
import { text } from './text.ts'

export function CampaignPage() {
  const { ref } = useParams({ from: '/signedIn/campaigns/$ref' })
  const { data: campaign, error, refetch } = useQuery(campaignQuery(ref))
  usePageTitle(campaign?.name || ref)
  return (
    <div className={page.page}>
      <Link to="/campaigns" className={classes.back}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {text.back}
      </Link>
      {campaign ? (
        <Campaign campaign={campaign} />
      ) : error ? (
        <>
          <h1 className="unseen">{ref}</h1>
          <ProblemNotice what={text.oneFailed} error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <Skeleton h={320} />
      )}
    </div>
  )
}

function Campaign({ campaign }: { campaign: CampaignSetup }) {
  const search = useSearch({ from: '/signedIn/campaigns/$ref' })
  const navigate = useNavigate()
  const mayOperate = useMayOperate()
  const { reference, status } = campaign
  const name = campaign.name === '' ? reference : campaign.name
  const { word, tone, icon, meaning } = campaignStates[status]
  const tab = search.tab ?? 'summary'
  const range = search.date ?? usualRange
  const show = (next: CampaignSearch, replace = false) =>
    void navigate({ to: '/campaigns/$ref', params: { ref: reference }, search: next, replace, resetScroll: false })
  const { do: _do, ...still } = search
  const upload = () => void navigate({ to: '/imports/new', search: { campaign: reference, purpose: 'resolve' } })
  useKeys({
    d: () => (mayOperate ? show({ ...still, do: 'download' }) : false),
    u: () => (mayOperate ? upload() : false),
  })
  return (
    <>
      <div className={classes.head}>
        <h1 className={page.title}>
          {name} {name === reference ? null : <span className="faint">· {reference}</span>}
        </h1>
        <Pill tone={tone} icon={icon} title={meaning}>
          {word}
        </Pill>
        <span className={classes.tools}>
          <Link to="/leads" search={{ campaign: reference }} className="link">
            {text.showLeads}
          </Link>
          <Button
            variant="default"
            leftSection={<IconDownload size={15} />}
            disabled={!mayOperate}
            title={mayOperate ? undefined : text.mayNot}
            onClick={() => show({ ...still, do: 'download' })}
          >
            {text.download}
          </Button>
          <Button
            leftSection={<IconUpload size={15} />}
            disabled={!mayOperate}
            title={mayOperate ? undefined : text.mayNot}
            onClick={upload}
          >
            {text.upload}
          </Button>
        </span>
      </div>
      <Tabs value={tab} onChange={(next) => show(tabSearch(next, search.date))} keepMounted={false}>
        <Tabs.List className={classes.tabs}>
          {campaignTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {campaignTabs.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes.panel}>
            <TabBody tab={one} campaign={campaign} range={range} onRange={(date) => show({ ...still, date })} />
          </Tabs.Panel>
        ))}
      </Tabs>
      {search.do === 'download' && mayOperate ? (
        <DownloadDialog campaign={campaign} range={range} onClose={() => show(still, true)} />
      ) : null}
    </>
  )
}

function TabBody({ tab, ...props }: SummaryTabProps & { tab: CampaignTab }) {
  const { campaign } = props
  switch (tab) {
    case 'summary':
      return <SummaryTab {...props} />
    case 'lists':
      return <ListsTab campaign={campaign} />
    case 'alerts':
      return <CampaignAlerts campaign={campaign} />
    case 'preflight':
      return <PreflightTab campaign={campaign.reference} />
    case 'setup':
      return <SetupTab campaign={campaign} />
    default:
      return assertNever(tab)
  }
}

function tabSearch(name: string | null, date: string | undefined): CampaignSearch {
  const tab: CampaignTab | undefined = campaignTabs.find((known) => known === name)
  return { ...(tab && tab !== 'summary' && { tab }), ...(date !== undefined && { date }) }
}
