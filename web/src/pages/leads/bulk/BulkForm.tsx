import { Alert, Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createJob, type Job, type JobRequest } from '../../../data/jobs.ts'
import { useZone } from '../../../data/useZone.ts'
import { selectionWords } from '../../jobs/selectionWords.ts'
import type { Selection, SelectionBody } from '../selection.ts'
import { askedFor } from './askedFor.ts'
import classes from './BulkForm.module.css'
import { bulkFunction } from './bulkFunctions.ts'
import { Choices } from './Choices.tsx'
import { CopyCli } from './CopyCli.tsx'
import { emptyDraft, type BulkAction, type Channels } from './draft.ts'
import { PlanPane } from './PlanPane.tsx'
import { presetDraft } from './presetDraft.ts'
import { text } from './text.ts'
import { usePlan } from './usePlan.ts'
import { useSelectionFacts } from './useSelectionFacts.ts'

export interface BulkFormProps {
  readonly action: BulkAction
  readonly channels: Channels
  readonly selection: Selection
  readonly body: SelectionBody
  readonly onJob: (job: Job) => void
  readonly onClose: () => void
}

/** Choices on one side, what they would do on the other. Nothing runs before its plan was seen. */
export function BulkForm({ action, channels, selection, body, onJob, onClose }: BulkFormProps) {
  const zone = useZone()
  const queryClient = useQueryClient()
  const facts = useSelectionFacts(selection)
  const [filled, setFilled] = useState(() => emptyDraft(action, channels))
  const [typed, setTyped] = useState('')
  // The same for the same window, so that clicking twice makes one job.
  const [key] = useState(() => `bulk ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`)
  const { meaning, verb, typed: word } = bulkFunction(action)
  const draft = presetDraft(filled, facts)
  const asked = askedFor(draft, body)
  const live = usePlan(asked.kind === 'ready' ? asked.request : null)
  const make = useMutation({
    mutationFn: (request: JobRequest) => createJob(request, key),
    onSuccess: (job) => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] })
      onJob(job)
    },
  })
  const willDo = live.plan?.willDo ?? 0
  const confirmed = word === undefined || typed.trim() === word
  const ready = asked.kind === 'ready' && live.fresh && willDo > 0 && confirmed && !make.isPending
  const run = () => {
    if (ready) make.mutate(asked.request)
  }
  return (
    <form
      className={classes.form}
      // What is sent is sent: Enter alone, meant for a choice, does not do it.
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        run()
      }}
    >
      <div className={classes.choices}>
        <p className={classes.meaning}>{meaning}</p>
        <Choices draft={draft} facts={facts} onChange={setFilled} />
      </div>
      <section className={classes.side} aria-label={text.plan}>
        <p className={classes.selection}>{selectionWords(body, zone)}</p>
        <PlanPane live={live} missing={asked.kind === 'missing' ? asked.words : null} />
        {word === undefined || willDo === 0 ? null : (
          <TextInput
            label={text.typeToConfirm(word)}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {make.error ? (
          <Alert color="red" variant="light" role="alert" title={text.runFailed}>
            {make.error.message}
          </Alert>
        ) : null}
        <div className={classes.buttons}>
          <Button
            color={action === 'delete' ? 'red' : undefined}
            disabled={!ready}
            loading={make.isPending}
            title={text.runKey}
            onClick={run}
          >
            {willDo > 0 ? text.run(verb, willDo) : verb}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          {asked.kind === 'ready' ? <CopyCli request={asked.request} /> : null}
        </div>
      </section>
    </form>
  )
}
