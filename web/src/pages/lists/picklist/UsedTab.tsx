import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { picklistUsageQuery, type Picklist } from '../../../data/lists.ts'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { NothingHere } from '../../../ui/NothingHere.tsx'
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx'
import classes from '../ListPage.module.css'
import { NewMapperDialog } from '../mapper/NewMapperDialog.tsx'
import { text } from './text.ts'

/** Where a change of the list is felt. */
export function UsedTab({ list }: { list: Picklist }) {
  const usage = useQuery(picklistUsageQuery(list.key))
  const mayOperate = useMayOperate()
  const [making, setMaking] = useState(false)
  const { data } = usage
  if (!data) {
    return usage.error ? (
      <ProblemNotice what={text.usedFailed} error={usage.error} onRetry={() => void usage.refetch()} />
    ) : (
      <Skeleton h={160} />
    )
  }
  return (
    <div className={classes.used}>
      <section>
        <h2>{text.usedCampaigns}</h2>
        {data.campaigns.length === 0 ? (
          <NothingHere title={text.usedNone} hint={text.usedNoneHint} />
        ) : (
          <ul>
            {data.campaigns.map(({ campaign, field, label, disallowed }) => (
              <li key={`${campaign} ${field}`}>
                <Link to="/campaigns/$ref" params={{ ref: campaign }} className="link">
                  {campaign}
                </Link>{' '}
                · {label} <code className="mono faint">{field}</code>
                {disallowed > 0 ? <span className="faint"> · {text.disallowed(disallowed)}</span> : null}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>{text.usedMappers}</h2>
        <ul>
          {data.mappers.map(({ key, missingCells, deliveries }) => (
            <li key={key}>
              <Link to="/lists/mappers/$key" params={{ key }} className="link">
                {key}
              </Link>{' '}
              <span className={missingCells > 0 ? classes.warn : 'faint'}>
                · {missingCells > 0 ? text.missingCells(missingCells) : text.allCells}
              </span>
              {deliveries.length > 0 ? <span className="faint"> · {deliveries.join(', ')}</span> : null}
            </li>
          ))}
        </ul>
        {data.mappers.length === 0 ? <p className={classes.note}>{text.noMappers}</p> : null}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={!mayOperate}
          title={mayOperate ? undefined : text.mayNot}
          onClick={() => setMaking(true)}
        >
          {text.newMapper}
        </Button>
      </section>
      {data.deliveries.length > 0 ? (
        <section>
          <h2>{text.usedDeliveries}</h2>
          <ul>
            {data.deliveries.map((delivery) => (
              <li key={delivery}>
                <Link to="/leads" search={{ delivery }} className="link">
                  {delivery}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {making ? <NewMapperDialog picklist={list.key} onClose={() => setMaking(false)} /> : null}
    </div>
  )
}
