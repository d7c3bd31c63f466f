import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MapperUsage } from '../../../data/lists.ts'
import { useMayOperate } from '../../../data/useMayOperate.ts'
import { NothingHere } from '../../../ui/NothingHere.tsx'
import classes from '../ListPage.module.css'
import { RemoveListDialog } from '../RemoveListDialog.tsx'
import { text } from './text.ts'

export function MapperUsedTab({ usage }: { usage: MapperUsage }) {
  const mayOperate = useMayOperate()
  const [removing, setRemoving] = useState(false)
  const { mapper, deliveries, campaigns } = usage
  return (
    <div className={classes.used}>
      <section>
        <h2>{text.usedDeliveries}</h2>
        {deliveries.length === 0 ? (
          <NothingHere title={text.usedNone} hint={text.usedNoneHint(mapper)} />
        ) : (
          <ul>
            {deliveries.map(({ delivery, campaign, status }) => (
              <li key={delivery}>
                <Link to="/leads" search={{ delivery }} className="link">
                  {delivery}
                </Link>{' '}
                <span className="faint">
                  · {campaign} · {status}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {campaigns.length > 0 ? (
        <section>
          <h2>{text.usedFields}</h2>
          <ul>
            {campaigns.map(({ campaign, field }) => (
              <li key={`${campaign} ${field}`}>
                <Link to="/campaigns/$ref" params={{ ref: campaign }} className="link">
                  {campaign}
                </Link>{' '}
                · <code className="mono">{field}</code>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <Button
          variant="subtle"
          color="red"
          disabled={!mayOperate}
          title={mayOperate ? undefined : text.mayNot}
          onClick={() => setRemoving(true)}
        >
          {text.removeMapper}
        </Button>
      </section>
      {removing ? (
        <RemoveListDialog noun="mappers" documentKey={mapper} name={mapper} onClose={() => setRemoving(false)} />
      ) : null}
    </div>
  )
}
