import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createJob, planJob, type JobRequest } from '../../data/jobs.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { JobProgress } from './JobProgress.tsx'
import { PlanNotice } from './PlanNotice.tsx'
import { text } from './text.ts'

export interface ReprocessDialogProps {
  readonly lead: LeadDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** The checks once more for a lead that they refused, the route once more for one that nobody bought. */
export function ReprocessDialog({ lead, opened, onClose }: ReprocessDialogProps) {
  // As it was when the dialog was opened: the lead changes under it, which is the point.
  const [shown, setShown] = useState({ opened, status: lead.status })
  if (shown.opened !== opened) setShown({ opened, status: lead.status })
  const title = shown.status === 'accepted' ? text.routeLeadAgain(lead.id) : text.checkLeadAgain(lead.id)
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <ReprocessForm lead={lead} onClose={onClose} />
    </Modal>
  )
}

const checks = ['fields', 'filters', 'dedupe', 'caps'] as const
type Check = (typeof checks)[number]

function ReprocessForm({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const [skip, setSkip] = useState<readonly Check[]>([])
  const [reason, setReason] = useState('')
  const [clickKey] = useState(() => `reprocess ${lead.id} ${Date.now()} ${Math.random()}`)
  const reasonMissing = skip.length > 0 && reason.trim() === ''
  const words = reason.trim() === '' ? {} : { reason: reason.trim() }
  const request: JobRequest = {
    action: 'reprocess',
    selection: { ids: [lead.id] },
    options: { skip: [...skip], ...words },
  }
  const plan = useQuery({
    // The reason changes nothing about the plan.
    queryKey: ['plan', 'reprocess', lead.id, lead.revision, skip],
    queryFn: ({ signal }) =>
      planJob(
        { ...request, options: { skip: [...skip], ...(skip.length > 0 ? { reason: text.planning } : {}) } },
        signal,
      ),
    retry: false,
    staleTime: 1000,
  })
  const start = useMutation({ mutationFn: () => createJob(request, clickKey) })
  if (start.data) return <JobProgress job={start.data} lead={lead} onClose={onClose} />

  const ready = plan.data !== undefined && plan.data.willDo > 0 && !reasonMissing && !start.isPending
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) start.mutate()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        if (ready && (event.ctrlKey || event.metaKey)) start.mutate()
      }}
    >
      <Stack gap={14}>
        <Checkbox.Group
          label={text.skipChecks}
          description={text.skipChecksMeaning}
          value={[...skip]}
          onChange={(values) => setSkip(checks.filter((check) => values.includes(check)))}
        >
          <Group gap={16} mt={6}>
            {checks.map((check) => (
              <Checkbox key={check} value={check} label={text.checks[check]} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextInput
          label={text.skipReason}
          required={skip.length > 0}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <PlanNotice plan={plan.data} error={plan.error ?? start.error} />
        <Group gap={8}>
          <Button type="submit" loading={start.isPending} disabled={!ready} title="Ctrl + Enter">
            {lead.status === 'accepted' ? text.routeAgain : text.checkAgain}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
