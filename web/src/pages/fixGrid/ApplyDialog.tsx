import { Alert, Button, Loader, Modal, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { runDraft, type DraftChecked, type DraftPlan } from '../../data/drafts.ts'
import type { Job } from '../../data/jobs.ts'
import { humanise } from '../../format/humanise.ts'
import { BulkRun } from '../leads/bulk/BulkRun.tsx'
import { codeWords, isCode } from '../leads/codeWords.ts'
import classes from './FixGrid.module.css'
import { text } from './text.ts'
import type { FixGrid } from './useFixGrid.ts'

export interface ApplyDialogProps {
  readonly grid: FixGrid
  /** `ran`: a job was made meanwhile. */
  readonly onClose: (ran: boolean) => void
}

/** What would happen, then that it happens. Everything is saved and checked once more when it opens. */
export function ApplyDialog({ grid, onClose }: ApplyDialogProps) {
  const { draft } = grid.state
  const [job, setJob] = useState<Job | null>(null)
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['draftPlan', draft.id],
    queryFn: async () => {
      await grid.saving.flush()
      return grid.saving.checkAll()
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const close = () => onClose(job !== null)
  return (
    <Modal opened onClose={close} title={text.applyTitle} size={620} fullScreen={isNarrow} centered={false}>
      {job ? (
        <BulkRun job={job} onJob={setJob} onClose={close} />
      ) : error ? (
        <Alert color="red" variant="light" role="alert" title={text.planFailed}>
          {error.message}
          <div>
            <Button size="compact-sm" variant="default" mt={8} onClick={() => void refetch()}>
              {text.retry}
            </Button>
          </div>
        </Alert>
      ) : data && !isFetching && data.plan ? (
        <ApplyForm
          checked={data}
          plan={data.plan}
          draftId={draft.id}
          delivery={draft.delivery}
          onJob={setJob}
          onClose={close}
        />
      ) : (
        <p role="status" className={classes.working}>
          <Loader size="xs" /> {text.planning}
        </p>
      )}
    </Modal>
  )
}

interface ApplyFormProps {
  readonly checked: DraftChecked
  readonly plan: DraftPlan
  readonly draftId: string
  readonly delivery: string | null
  readonly onJob: (job: Job) => void
  readonly onClose: () => void
}

function ApplyForm({ checked, plan, draftId, delivery, onJob, onClose }: ApplyFormProps) {
  const [reason, setReason] = useState('')
  const [keepReason, setKeepReason] = useState('')
  const make = useMutation({
    mutationFn: () =>
      runDraft(draftId, {
        version: checked.version,
        reason: reason.trim(),
        ...(plan.kept > 0 ? { keepReason: keepReason.trim() } : {}),
      }),
    onSuccess: onJob,
  })
  const ready = plan.leads > 0 && reason.trim() !== '' && (plan.kept === 0 || keepReason.trim() !== '')
  const run = () => {
    if (ready && !make.isPending) make.mutate()
  }
  return (
    <form
      className={classes.apply}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        run()
      }}
    >
      <PlanLines plan={plan} delivery={delivery} />
      {plan.leads === 0 ? null : (
        <>
          <p className="soft">{text.planMeaning}</p>
          <TextInput
            data-autofocus
            required
            label={text.reason}
            placeholder={text.reasonPlaceholder}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {plan.kept === 0 ? null : (
            <TextInput
              required
              label={text.keepReason}
              maxLength={500}
              value={keepReason}
              onChange={(event) => setKeepReason(event.currentTarget.value)}
            />
          )}
        </>
      )}
      {make.error ? (
        <Alert color="red" variant="light" role="alert" title={text.runFailed}>
          {make.error.message}
        </Alert>
      ) : null}
      <div className={classes.buttons}>
        <Button disabled={!ready} loading={make.isPending} title="Ctrl Enter" onClick={run}>
          {text.run(plan.leads)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
      </div>
    </form>
  )
}

function PlanLines({ plan, delivery }: { readonly plan: DraftPlan; readonly delivery: string | null }) {
  const lines = [
    ...plan.stillRejected.map(({ code, count }) =>
      text.planRejected(count, isCode(code) ? codeWords[code] : humanise(code)),
    ),
    ...(plan.quarantined > 0 ? [text.planQuarantined(plan.quarantined)] : []),
    ...(plan.errored > 0 ? [text.planErrored(plan.errored)] : []),
    ...(plan.kept > 0 ? [text.planKept(plan.kept)] : []),
    ...plan.leftOut.map(({ reason, count }) => text.planLeftOut(count, reason)),
    ...(plan.untouched > 0 ? [text.planUntouched(plan.untouched)] : []),
  ]
  return (
    <div className={classes.plan} data-testid="draft-plan">
      <strong>{delivery === null ? text.planAccepted(plan.accepted) : text.planSent(plan.accepted)}</strong>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {plan.leads === 0 ? <p>{text.planNothing}</p> : null}
    </div>
  )
}
