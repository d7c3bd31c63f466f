import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { undoRequest, type Job } from '../../data/jobs.ts'
import { PlanPane } from '../leads/bulk/PlanPane.tsx'
import { usePlan } from '../leads/bulk/usePlan.ts'
import { text } from './text.ts'
import { useUndo } from './useUndo.ts'

/** What can be taken back of a job, what cannot and why; nothing is done before it was seen. */
export function UndoDialog({ job, onClose }: { job: Job; onClose: () => void }) {
  const [request] = useState(() => undoRequest(job.id))
  const live = usePlan(request)
  const undo = useUndo(onClose)
  const willDo = live.plan?.willDo ?? 0
  return (
    <Modal opened onClose={onClose} title={text.undoTitle(job.id)} size={560}>
      <Stack gap={14}>
        <p>{text.undoMeaning}</p>
        <PlanPane live={live} missing={null} />
        {undo.error ? (
          <Alert color="red" variant="light" role="alert" title={text.undoFailed}>
            {undo.error.message}
          </Alert>
        ) : null}
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.notNow}
          </Button>
          <Button
            data-autofocus
            disabled={!live.fresh || willDo === 0}
            loading={undo.isPending}
            onClick={() => undo.mutate(job.id)}
          >
            {willDo === 0 ? text.undo : text.undoRun(willDo)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
