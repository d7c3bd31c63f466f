import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { alertsQuery } from '../../data/alerts.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { AlertItem } from './AlertItem.tsx'
import classes from './AlertsTab.module.css'
import { text } from './text.ts'

export function AlertsTab({ open }: { open: boolean }) {
  const alerts = useInfiniteQuery(alertsQuery(open))
  const rows = alerts.data?.pages.flatMap((one) => one.alerts) ?? []
  if (alerts.error) {
    return <ProblemNotice what={text.failed} error={alerts.error} onRetry={() => void alerts.refetch()} />
  }
  if (alerts.isPending) return <Skeleton h={200} />
  if (rows.length === 0) {
    return open ? (
      <NothingHere title={text.none} hint={text.noneHint} />
    ) : (
      <NothingHere title={text.noneEnded} hint={text.noneEndedHint} />
    )
  }
  return (
    <>
      <ul className={classes.list}>
        {rows.map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
      {alerts.hasNextPage ? (
        <Button
          mt={12}
          variant="default"
          loading={alerts.isFetchingNextPage}
          onClick={() => void alerts.fetchNextPage()}
        >
          {text.more}
        </Button>
      ) : null}
    </>
  )
}
