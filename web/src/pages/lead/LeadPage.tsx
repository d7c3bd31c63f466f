import { Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { IconArrowLeft } from '@tabler/icons-react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { leadQuery, refreshMs } from '../../data/leads.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useKeys } from '../../ui/useKeys.ts'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { LeadHeader } from './LeadHeader.tsx'
import classes from './LeadPage.module.css'
import { LeadTabPanel } from './LeadTabPanel.tsx'
import { isTab, tabs } from './tabs.ts'
import { text } from './text.ts'

export function LeadPage() {
  const { id } = useParams({ from: '/signedIn/leads/$id' })
  const { tab: named } = useSearch({ from: '/signedIn/leads/$id' })
  const navigate = useNavigate()
  const router = useRouter()
  const lead = useQuery({ ...leadQuery(id), refetchInterval: refreshMs })
  const tab = isTab(named) ? named : 'timeline'
  usePageTitle(`Lead ${id}`)
  // Back keeps the list's filters and place; without a list to go back to, the list itself.
  const goBack = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/leads' }))
  useKeys({ u: goBack })

  return (
    <div className={classes.page}>
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
      {lead.data ? (
        <>
          <LeadHeader lead={lead.data} stale={lead.isRefetchError} />
          <Tabs
            value={tab}
            onChange={(next) =>
              void navigate({
                to: '/leads/$id',
                params: { id },
                search: next === null || next === 'timeline' ? {} : { tab: next },
                replace: true,
              })
            }
            keepMounted={false}
          >
            <Tabs.List className={classes.tabs}>
              {tabs.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {text.tabs[one]}
                  <TabCount count={one === 'dispatches' ? lead.data.dispatches.length : 0} />
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {tabs.map((one) => (
              <Tabs.Panel key={one} value={one} className={classes.panel}>
                <LeadTabPanel tab={one} lead={lead.data} />
              </Tabs.Panel>
            ))}
          </Tabs>
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

function TabCount({ count }: { count: number }) {
  return count === 0 ? null : <span className={classes.count}>{count}</span>
}
