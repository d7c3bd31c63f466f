import { Alert, Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../data/apiProblem.ts'
import { resolveDispatch, type Verdict } from '../../data/dispatches.ts'
import { leadQuery } from '../../data/leads.ts'
import type { Dispatch } from '../../data/leadTypes.ts'
import classes from './DispatchesTab.module.css'
import { text } from './text.ts'

type As = Verdict['as']

const verdicts: readonly { readonly as: As; readonly label: string; readonly meaning: string }[] = [
  { as: 'accepted', label: text.markAccepted, meaning: text.markAcceptedMeaning },
  { as: 'rejected', label: text.markRejected, meaning: text.markRejectedMeaning },
  { as: 'sendAgain', label: text.sendAgain, meaning: text.sendAgainMeaning },
]

/** Nobody knows what became of it: a person who has asked the buyer decides. */
export function ResolveForm({ dispatch, leadId }: { dispatch: Dispatch; leadId: string }) {
  const [as, setAs] = useState<As | null>(null)
  const [reason, setReason] = useState('')
  const [price, setPrice] = useState('')
  const [reference, setReference] = useState('')
  const queryClient = useQueryClient()
  const decide = useMutation({
    mutationFn: (verdict: Verdict) => resolveDispatch(dispatch.id, verdict),
    onSuccess: () => notifications.show({ message: text.decided }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: leadQuery(leadId).queryKey }),
  })
  const errors = decide.error instanceof ApiProblem ? decide.error.errors : []
  const errorAt = (path: string) => errors.find((one) => one.path === path)?.message
  return (
    <form
      className={classes.resolve}
      aria-label={text.decideDispatch(dispatch.delivery)}
      onSubmit={(event) => {
        event.preventDefault()
        if (as === null) return
        const more = as === 'accepted' ? { ...optional('price', price), ...optional('reference', reference) } : {}
        decide.mutate({ as, reason: reason.trim(), ...more })
      }}
    >
      <Radio.Group label={text.whatBecame} value={as ?? ''} onChange={(value) => setAs(asOf(value))}>
        <Stack gap={8} mt={6}>
          {verdicts.map((one) => (
            <Radio key={one.as} value={one.as} label={one.label} description={one.meaning} />
          ))}
        </Stack>
      </Radio.Group>
      {as === 'accepted' ? (
        <Group gap={12} align="start">
          <TextInput
            label={text.price}
            description={text.priceHint}
            inputMode="decimal"
            value={price}
            error={errorAt('price')}
            onChange={(event) => setPrice(event.currentTarget.value)}
          />
          <TextInput
            label={text.reference}
            description={text.referenceHint}
            value={reference}
            error={errorAt('reference')}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </Group>
      ) : null}
      <TextInput
        label={text.decideReason}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {decide.error && errors.length === 0 ? (
        <Alert color="red" variant="light" role="alert">
          {decide.error.message}
        </Alert>
      ) : null}
      <div>
        <Button type="submit" loading={decide.isPending} disabled={as === null || reason.trim() === ''}>
          {text.decide}
        </Button>
      </div>
    </form>
  )
}

function asOf(value: string): As | null {
  return verdicts.find((one) => one.as === value)?.as ?? null
}

function optional<const Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  // Safe: the object has that one property or none.
  return value.trim() === '' ? {} : ({ [name]: value.trim() } as Partial<Record<Name, string>>)
}
