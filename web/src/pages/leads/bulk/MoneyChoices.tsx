import { Select, TextInput } from '@mantine/core'
import classes from './Choices.module.css'
import type { ChoicesProps } from './choicesProps.ts'
import type { MoneyDraft } from './draft.ts'
import { text } from './text.ts'

const ways: readonly { readonly value: MoneyDraft['how']; readonly label: string }[] = [
  { value: 'leave', label: text.moneyLeave },
  { value: 'set', label: text.moneySet },
  { value: 'add', label: text.moneyAdd },
  { value: 'multiply', label: text.moneyMultiply },
]

export function MoneyChoices({ draft, facts, onChange }: ChoicesProps<'updateMoney'>) {
  const buyers = facts.buyers ?? []
  return (
    <>
      <MoneyChange name={text.revenue} draft={draft.revenue} onChange={(revenue) => onChange({ ...draft, revenue })} />
      <MoneyChange name={text.payout} draft={draft.payout} onChange={(payout) => onChange({ ...draft, payout })} />
      {buyers.length > 1 ? (
        <Select
          label={text.moneyBuyer}
          description={text.moneyBuyerMeaning}
          placeholder={text.anyBuyer}
          clearable
          data={[...buyers]}
          value={draft.buyer === '' ? null : draft.buyer}
          onChange={(buyer) => onChange({ ...draft, buyer: buyer ?? '' })}
        />
      ) : null}
      <TextInput
        label={text.moneyReason}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
    </>
  )
}

interface MoneyChangeProps {
  readonly name: string
  readonly draft: MoneyDraft
  readonly onChange: (draft: MoneyDraft) => void
}

function MoneyChange({ name, draft, onChange }: MoneyChangeProps) {
  return (
    <fieldset className={classes.money}>
      <legend>{name}</legend>
      <div className={classes.pair}>
        <Select
          aria-label={text.moneyHow(name)}
          allowDeselect={false}
          data={[...ways]}
          value={draft.how}
          onChange={(how) => onChange({ ...draft, how: ways.find(({ value }) => value === how)?.value ?? 'leave' })}
        />
        <TextInput
          aria-label={draft.how === 'multiply' ? text.moneyFactor(name) : text.moneyAmount(name)}
          placeholder={draft.how === 'multiply' ? '1.10' : '1.50'}
          inputMode="decimal"
          disabled={draft.how === 'leave'}
          value={draft.value}
          onChange={(event) => onChange({ ...draft, value: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}
