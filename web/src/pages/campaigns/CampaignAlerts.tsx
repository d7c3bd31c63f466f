import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { alertsQuery, type Alert } from '../../data/alerts.ts'
import { deliveriesQuery, type CampaignSetup } from '../../data/setup.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { AlertItem } from '../alerts/AlertItem.tsx'
import list from '../alerts/AlertsTab.module.css'
import classes from './SummaryTab.module.css'
import { text } from './text.ts'

/** Open alerts that are about the campaign or one of its deliveries. */
export function CampaignAlerts({ campaign: { reference } }: { campaign: CampaignSetup }) {
  const alerts = useInfiniteQuery(alertsQuery(true))
  const { data: deliveries = [] } = useQuery(deliveriesQuery(reference))
  if (alerts.error) {
    return <ProblemNotice what={text.alertsFailed} error={alerts.error} onRetry={() => void alerts.refetch()} />
  }
  if (!alerts.data) return <Skeleton h={160} />
  const keys = new Set(deliveries.map(({ key }) => key))
  const own = alerts.data.pages.flatMap((one) => one.alerts).filter((alert) => isAbout(alert, reference, keys))
  return (
    <div className={classes.part}>
      {own.length === 0 ? (
        <NothingHere title={text.noAlerts} hint={text.noAlertsHint} />
      ) : (
        <ul className={list.list}>
          {own.map((alert) => (
            <AlertItem key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {alerts.hasNextPage ? (
        <Button mt={12} variant="default" onClick={() => void alerts.fetchNextPage()}>
          {text.moreAlerts}
        </Button>
      ) : null}
      <p className={classes.way}>
        <Link to="/alerts" className="link">
          {text.allAlerts}
        </Link>
      </p>
    </div>
  )
}

function isAbout({ detail }: Alert, campaign: string, deliveries: ReadonlySet<string>): boolean {
  const { delivery } = detail
  return detail['campaign'] === campaign || (typeof delivery === 'string' && deliveries.has(delivery))
}
