import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sayOfCause, type Cause, type CauseWord } from '../../data/causes.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import classes from './Resolve.module.css'
import { text } from './text.ts'

/** Acknowledge, keep with a reason, open again: what can be said of a cause without curing it. */
export function CauseSaying({ cause }: { cause: Cause }) {
  const queryClient = useQueryClient()
  const [isKeeping, setKeeping] = useState(false)
  const saying = useMutation({
    mutationFn: ({ word, reason }: { word: CauseWord; reason?: string }) => sayOfCause(cause.id, word, reason),
    onSuccess: () => {
      setKeeping(false)
      return queryClient.invalidateQueries({ queryKey: ['causes'] })
    },
  })
  const isAtWork = cause.state === 'open' || cause.state === 'acknowledged'
  return (
    <>
      {cause.state === 'open' ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={saying.isPending}
          onClick={() => saying.mutate({ word: 'acknowledge' })}
        >
          {text.acknowledge}
        </Button>
      ) : null}
      {isAtWork ? (
        <Button size="compact-sm" variant="default" onClick={() => setKeeping(true)}>
          {text.keep}
        </Button>
      ) : null}
      {cause.state === 'acknowledged' || (cause.state === 'kept' && cause.said !== null) ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={saying.isPending}
          onClick={() => saying.mutate({ word: 'reopen' })}
        >
          {text.reopen}
        </Button>
      ) : null}
      {saying.error && !isKeeping ? <ProblemNotice what={text.saying} error={saying.error} /> : null}
      <Modal opened={isKeeping} onClose={() => setKeeping(false)} title={text.keepTitle}>
        <KeepForm
          error={saying.error}
          isPending={saying.isPending}
          onKeep={(reason) => saying.mutate({ word: 'keep', reason })}
          onClose={() => setKeeping(false)}
        />
      </Modal>
    </>
  )
}

interface KeepFormProps {
  readonly error: Error | null
  readonly isPending: boolean
  readonly onKeep: (reason: string) => void
  readonly onClose: () => void
}

function KeepForm({ error, isPending, onKeep, onClose }: KeepFormProps) {
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onKeep(reason.trim())
      }}
    >
      <Stack gap={14}>
        <p className={classes.note}>{text.keepMeaning}</p>
        <TextInput
          label={text.reason}
          required
          autoFocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error ? <ProblemNotice what={text.saying} error={error} /> : null}
        <div className={classes.buttons}>
          <Button type="submit" loading={isPending} disabled={reason.trim() === ''}>
            {text.states.kept}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
