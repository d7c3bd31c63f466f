import { Checkbox, NumberInput, Radio, Skeleton, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DeliverySetup } from '../../../data/setup.ts'
import classes from './Choices.module.css'
import type { ChoicesProps } from './choicesProps.ts'
import { DeliveryCard } from './DeliveryCard.tsx'
import type { RedeliverTo } from './draft.ts'
import cards from './DeliveryCard.module.css'
import { text } from './text.ts'

/** With more than these, finding one by name is quicker than looking. */
const manyDeliveries = 8
/** No delivery's key begins like this. */
const own = '*'

/** Which delivery, and what is not looked at on the way. */
export function RedeliverChoices({ draft, facts, onChange }: ChoicesProps<'redeliver'>) {
  const [sought, setSought] = useState('')
  const { deliveries } = facts
  const known = deliveries ?? []
  const found = known.filter((one) => isLike(one, sought))
  const campaigns = new Set(known.map(({ campaign }) => campaign))
  const oneEach = campaigns.size > 1 && campaigns.size === known.length
  return (
    <>
      <Radio.Group
        label={text.whichDelivery}
        value={valueOf(draft.to)}
        onChange={(value) => onChange({ ...draft, to: value === own ? { kind: 'own' } : { kind: 'one', key: value } })}
      >
        {known.length > manyDeliveries ? (
          <TextInput
            mt={6}
            aria-label={text.findDelivery}
            placeholder={text.findDelivery}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        ) : null}
        <div className={classes.cards}>
          {deliveries === null ? <Skeleton h={64} /> : null}
          {deliveries?.length === 0 ? <p className="soft">{text.noDelivery}</p> : null}
          {oneEach ? (
            <label className={cards.card}>
              <Radio value={own} aria-label={text.ownDelivery} />
              <span className={cards.words}>
                <strong>{text.ownDelivery}</strong>
                <span className="soft">{text.ownDeliveryMeaning}</span>
              </span>
            </label>
          ) : null}
          {found.map((one) => (
            <DeliveryCard
              key={one.key}
              delivery={one}
              withHealth={found.length <= manyDeliveries || valueOf(draft.to) === one.key}
              withCampaign={campaigns.size > 1}
            />
          ))}
          {found.length === 0 && known.length > 0 ? <p className="soft">{text.noSuchDelivery}</p> : null}
        </div>
      </Radio.Group>
      <Checkbox
        label={text.skipRules}
        description={text.skipRulesMeaning}
        checked={draft.skipRules}
        onChange={(event) => onChange({ ...draft, skipRules: event.currentTarget.checked })}
      />
      <Checkbox
        label={text.includeAccepted}
        description={text.includeAcceptedMeaning}
        checked={draft.includeAccepted}
        onChange={(event) => onChange({ ...draft, includeAccepted: event.currentTarget.checked })}
      />
      <NumberInput
        label={text.perSecond}
        description={text.perSecondMeaning}
        min={0.01}
        allowNegative={false}
        value={draft.perSecond}
        onChange={(value) => onChange({ ...draft, perSecond: String(value) })}
      />
      <Checkbox
        label={text.tryFirst}
        description={text.tryFirstMeaning}
        checked={draft.tryFirst !== ''}
        onChange={(event) => onChange({ ...draft, tryFirst: event.currentTarget.checked ? '5' : '' })}
      />
    </>
  )
}

function valueOf(to: RedeliverTo): string {
  return to.kind === 'one' ? to.key : to.kind === 'own' ? own : ''
}

function isLike({ key, name, buyer = '', request }: DeliverySetup, sought: string): boolean {
  return [key, name, buyer, request.url].join('\n').toLowerCase().includes(sought.trim().toLowerCase())
}
