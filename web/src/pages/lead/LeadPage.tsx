import { Button, Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { IconArrowLeft, IconPencil, IconRepeat, IconShieldCheck } from '@tabler/icons-react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { leadQuery, refreshMs, seldomMs } from '../../data/leads.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { useStreamState } from '../../data/useStream.ts'
import { toCurl } from '../../format/curl.ts'
import { copyText } from '../../ui/copyText.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { useLeadFunction } from '../leads/bulk/useLeadFunction.tsx'
import type { BulkAction } from '../leads/bulk/draft.ts'
import { LeadHeader } from './LeadHeader.tsx'
import { LeadMenu } from './LeadMenu.tsx'
import classes from './LeadPage.module.css'
import { LeadSteps } from './LeadSteps.tsx'
import { LeadTabPanel } from './LeadTabPanel.tsx'
import { newestRequest } from './newestRequest.ts'
import { RedeliverDialog } from './RedeliverDialog.tsx'
import { ReprocessDialog } from './ReprocessDialog.tsx'
import { isTab, tabs, type Tab } from './tabs.ts'
import { text } from './text.ts'
import { useLeadSteps } from './useLeadSteps.ts'

type LeadAction = 'edit' | 'editThenGoOn' | 'redeliver' | 'reprocess'

export function LeadPage() {
  const { id } = useParams({ from: '/signedIn/leads/$id' })
  const search = useSearch({ from: '/signedIn/leads/$id' })
  const navigate = useNavigate()
  const router = useRouter()
  const mayOperate = useMayOperate()
  const single = useLeadFunction()
  const lead = useQuery({ ...leadQuery(id), refetchInterval: useStreamState() === 'open' ? seldomMs : refreshMs })
  const steps = useLeadSteps(id, search.tab)
  const tab = isTab(search.tab) ? search.tab : 'timeline'
  usePageTitle(`Lead ${id}`)
  const show = (next: { tab?: Tab; do?: LeadAction }) => {
    const { tab: to = tab, do: what } = next
    void navigate({
      to: '/leads/$id',
      params: { id },
      search: { ...(to === 'timeline' ? {} : { tab: to }), ...(what === undefined ? {} : { do: what }) },
      replace: true,
    })
  }
  const edit = () => show({ tab: 'data', do: 'edit' })
  const editThenGoOn = () => show({ tab: 'data', do: 'editThenGoOn' })
  const request = lead.data ? newestRequest(lead.data) : null
  const copyCurl = () => {
    if (request !== null) copyText(toCurl(request), text.curlCopied)
    return request !== null
  }
  const ofLead = (action: BulkAction) => () => lead.data?.erased === false && single.open(action, id)
  const redeliver = () => show({ do: 'redeliver' })
  // Back keeps the list's filters and place; without a list to go back to, the list itself.
  const goBack = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/leads' }))
  useKeys({
    Escape: () => {
      if (search.do !== undefined) return false
      goBack()
      return true
    },
    e: () => (mayOperate ? edit() : false),
    E: () => (mayOperate ? editThenGoOn() : false),
    t: ofLead('return'),
    u: ofLead('unsubscribe'),
    m: ofLead('updateMoney'),
    '#': ofLead('delete'),
    r: () => (mayOperate ? redeliver() : false),
    '[': steps.goBefore,
    ']': steps.goAfter,
    c: () => copyText(id, text.idCopied(id)),
    p: copyCurl,
  })

  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <Link
          to="/leads"
          className={classes.back}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || !router.history.canGoBack()) return
            event.preventDefault()
            goBack()
          }}
        >
          <IconArrowLeft size={14} aria-hidden="true" />
          {text.back}
        </Link>
        <LeadSteps steps={steps} />
      </div>
      {lead.data ? (
        <>
          <LeadHeader lead={lead.data} stale={lead.isRefetchError}>
            {lead.data.status === 'accepted' ? (
              <Button
                variant="default"
                leftSection={<IconRepeat size={15} />}
                disabled={!mayOperate || lead.data.erased}
                title={mayOperate ? undefined : text.mayNotRedeliver}
                onClick={redeliver}
              >
                {text.redeliver}…
              </Button>
            ) : null}
            {lead.data.sold === 'sold' ? null : (
              <Button
                variant="default"
                leftSection={<IconShieldCheck size={15} />}
                disabled={!mayOperate || lead.data.erased}
                title={mayOperate ? undefined : text.mayNotRedeliver}
                onClick={() => show({ do: 'reprocess' })}
              >
                {lead.data.status === 'accepted' ? text.routeAgain : text.checkAgain}…
              </Button>
            )}
            {tab === 'data' ? null : (
              <Button
                variant="default"
                leftSection={<IconPencil size={15} />}
                disabled={!mayOperate || lead.data.erased}
                title={mayOperate ? undefined : text.mayNotEdit}
                onClick={edit}
              >
                {text.edit}
              </Button>
            )}
            <LeadMenu
              mayOperate={mayOperate && !lead.data.erased}
              onCopyCurl={request === null ? null : () => void copyCurl()}
              onFunction={(action) => void single.open(action, id)}
              onEditThenGoOn={editThenGoOn}
            />
          </LeadHeader>
          {single.dialog}
          <LeadTabs
            lead={lead.data}
            tab={tab}
            editing={search.do === 'edit' || search.do === 'editThenGoOn'}
            thenGoOn={search.do === 'editThenGoOn'}
            onShow={show}
          />
          <RedeliverDialog lead={lead.data} opened={search.do === 'redeliver'} onClose={() => show({})} />
          <ReprocessDialog lead={lead.data} opened={search.do === 'reprocess'} onClose={() => show({})} />
        </>
      ) : lead.error ? (
        <>
          <h1 className="unseen">Lead {id}</h1>
          <ProblemNotice
            what={lead.error instanceof ApiProblem && lead.error.status === 404 ? text.missing(id) : text.failed}
            error={lead.error}
            onRetry={() => void lead.refetch()}
          />
        </>
      ) : (
        <div role="status" aria-label={text.loading}>
          <Skeleton height={28} width={220} mt={16} />
          <Skeleton height={18} width={420} mt={12} />
          <Skeleton height={280} mt={28} />
        </div>
      )}
    </div>
  )
}

function LeadTabs(props: {
  lead: LeadDetail
  tab: Tab
  editing: boolean
  thenGoOn: boolean
  onShow: (next: { tab?: Tab; do?: LeadAction }) => void
}) {
  const { lead, onShow } = props
  return (
    <Tabs value={props.tab} onChange={(next) => onShow({ tab: tabOf(next) })} keepMounted={false}>
      <Tabs.List className={classes.tabs}>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {text.tabs[one]}
            <TabCount count={one === 'dispatches' ? lead.dispatches.length : 0} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((one) => (
        <Tabs.Panel key={one} value={one} className={classes.panel}>
          <LeadTabPanel
            tab={one}
            lead={lead}
            editing={props.editing}
            thenGoOn={props.thenGoOn}
            onEdit={(editing) => onShow({ tab: 'data', ...(editing ? { do: 'edit' } : {}) })}
            onGoOn={() => onShow({ tab: 'data', do: lead.status === 'accepted' ? 'redeliver' : 'reprocess' })}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function tabOf(name: string | null): Tab {
  return name !== null && isTab(name) ? name : 'timeline'
}

function TabCount({ count }: { count: number }) {
  return count === 0 ? null : <span className={classes.count}>{count}</span>
}
