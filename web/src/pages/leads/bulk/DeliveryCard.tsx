import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deliveryHealthQuery } from '../../../data/deliveries.ts'
import type { DeliverySetup } from '../../../data/setup.ts'
import { useZone } from '../../../data/useZone.ts'
import { Pill } from '../../../ui/Pill.tsx'
import classes from './DeliveryCard.module.css'
import { healthWords } from './healthWords.ts'
import { text } from './text.ts'

export interface DeliveryCardProps {
  readonly delivery: DeliverySetup
  /** With many deliveries only those that are looked at are asked how they are. */
  readonly withHealth: boolean
  readonly withCampaign: boolean
}

/** One delivery to choose: what it is called, whose it is, where it goes, and how it is doing. */
export function DeliveryCard({ delivery, withHealth, withCampaign }: DeliveryCardProps) {
  const name = delivery.name || delivery.key
  const closed = delivery.status !== 'active'
  return (
    <label className={classes.card} data-delivery={delivery.key} data-closed={closed || undefined}>
      <Radio
        value={delivery.key}
        disabled={closed}
        aria-label={`${name}, ${delivery.buyer ?? text.noBuyer}, ${hostOf(delivery)}`}
      />
      <span className={classes.words}>
        <span className={classes.head}>
          <strong>{name}</strong>
          {name === delivery.key ? null : <span className="faint mono">{delivery.key}</span>}
        </span>
        <span className="soft">
          {[
            delivery.buyer === undefined ? text.noBuyer : text.buyerOf(delivery.buyer),
            hostOf(delivery),
            withCampaign ? text.campaignOf(delivery.campaign) : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {closed ? <span className={classes.closed}>{text.notActive(delivery.status)}</span> : null}
        {withHealth ? <Health deliveryKey={delivery.key} /> : null}
      </span>
    </label>
  )
}

function Health({ deliveryKey }: { deliveryKey: string }) {
  const zone = useZone()
  const { data, isError } = useQuery(deliveryHealthQuery(deliveryKey))
  if (isError) return <span className="faint">{text.healthUnknown}</span>
  if (!data) return <span className="faint">{text.healthLoading}</span>
  const { tone, words, counts } = healthWords(data, zone, new Date())
  return (
    <span className={classes.health}>
      <Pill tone={tone}>{words}</Pill>
      <span className="faint">{counts}</span>
    </span>
  )
}

function hostOf(delivery: DeliverySetup): string {
  const { url } = delivery.request
  return URL.canParse(url) ? new URL(url).host : url
}
