import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isEnded, type Job } from '../../../data/jobs.ts'
import { noSelection, type Selection, type SelectionBody } from '../selection.ts'
import { BulkForm } from './BulkForm.tsx'
import { bulkFunction } from './bulkFunctions.ts'
import { BulkRun } from './BulkRun.tsx'
import type { BulkAction, Channels } from './draft.ts'
import { showJobToast } from './showJobToast.tsx'
import { showUndoToast } from './showUndoToast.tsx'

export interface BulkDialogProps {
  readonly action: BulkAction
  readonly channels: Channels
  readonly selection: Selection
  readonly body: SelectionBody
  readonly onSelection: (selection: Selection) => void
  readonly onClose: () => void
}

/** One bulk function from its choices to the end of its job. Closing it while the job runs stops nothing. */
export function BulkDialog({ action, channels, selection, body, onSelection, onClose }: BulkDialogProps) {
  const [job, setJob] = useState<Job | null>(null)
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const navigate = useNavigate()
  // What was chosen when it was opened: erased leads leave the list, and with them the choice.
  const [chosen] = useState({ selection, body })
  const { label } = bulkFunction(action)
  const openJob = (id: string) => void navigate({ to: '/jobs/$id', params: { id } })
  const close = () => {
    if (job !== null && !isEnded(job)) {
      showJobToast(label, job, () => openJob(job.id))
    }
    if (job !== null && job.canUndo) showUndoToast(label, job, openJob)
    if (job !== null && action === 'delete') onSelection(noSelection)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={label}
      size={job ? 640 : 1000}
      fullScreen={isNarrow}
      centered={false}
      // By ourselves, so that the same key does not go on to the list and clear the selection.
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isOpenList(event.target)) return
        event.stopPropagation()
        close()
      }}
    >
      {job ? (
        <BulkRun job={job} onJob={setJob} onClose={close} />
      ) : (
        <BulkForm
          action={action}
          channels={channels}
          selection={chosen.selection}
          body={chosen.body}
          onJob={setJob}
          onClose={close}
        />
      )}
    </Modal>
  )
}

/** Its own list drops down: the key closes that. */
function isOpenList(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.getAttribute('data-mantine-stop-propagation') === 'true'
}
