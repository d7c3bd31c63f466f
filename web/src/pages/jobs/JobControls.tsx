import { Button } from '@mantine/core'
import { IconArrowBackUp, IconDownload, IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { isEnded, jobFilePath, type Job } from '../../data/jobs.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { CancelDialog } from './CancelDialog.tsx'
import classes from './JobControls.module.css'
import { text } from './text.ts'
import { UndoDialog } from './UndoDialog.tsx'
import { useJobControl } from './useJobControl.ts'

/** What can be done with the job as it stands. `compact`: on a row of the list. */
export function JobControls({ job, compact = false }: { job: Job; compact?: boolean }) {
  const control = useJobControl(job.id)
  const mayOperate = useMayOperate()
  const [cancelling, setCancelling] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const size = compact ? 'compact-sm' : 'sm'
  const shared = {
    size,
    variant: 'default',
    disabled: !mayOperate || control.isPending,
    title: mayOperate ? undefined : text.mayNot,
  } as const
  const named = (label: string) => (compact ? { 'aria-label': `${label}, ${text.job(job.id)}` } : {})
  const { file } = job
  const resume = job.waitsForGo ? text.sendRest(job.total - job.done) : text.resume
  const cancel = job.waitsForGo ? text.stopHere : text.cancel
  return (
    <span className={classes.controls}>
      {job.state === 'running' ? (
        <Button
          {...shared}
          {...named(text.pause)}
          leftSection={<IconPlayerPause size={14} />}
          onClick={() => control.mutate('pause')}
        >
          {text.pause}
        </Button>
      ) : null}
      {job.state === 'paused' ? (
        <Button
          {...shared}
          {...named(resume)}
          {...(job.waitsForGo ? { variant: 'filled' } : {})}
          leftSection={<IconPlayerPlay size={14} />}
          onClick={() => control.mutate('resume')}
        >
          {resume}
        </Button>
      ) : null}
      {isEnded(job) ? null : (
        <Button
          {...shared}
          {...named(cancel)}
          leftSection={<IconX size={14} />}
          onClick={() => (job.waitsForGo ? control.mutate('cancel') : setCancelling(true))}
        >
          {cancel}
        </Button>
      )}
      {isEnded(job) && (job.failed > 0 || job.state === 'failed') ? (
        <Button
          {...shared}
          {...named(text.retry(job.failed))}
          leftSection={<IconRefresh size={14} />}
          onClick={() => control.mutate('retry')}
        >
          {text.retry(job.failed)}
        </Button>
      ) : null}
      {job.canUndo ? (
        <Button
          {...shared}
          {...named(text.undo)}
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => setUndoing(true)}
        >
          {text.undo}
        </Button>
      ) : null}
      {file && job.state === 'done' ? (
        <Button
          {...(compact ? { 'aria-label': `${text.download}, ${text.job(job.id)}` } : {})}
          size={size}
          variant={compact ? 'default' : 'filled'}
          component="a"
          href={jobFilePath(job.id)}
          download={file.name}
          leftSection={<IconDownload size={14} />}
        >
          {text.download}
        </Button>
      ) : null}
      {undoing ? <UndoDialog job={job} onClose={() => setUndoing(false)} /> : null}
      {cancelling && !isEnded(job) ? (
        <CancelDialog
          job={job}
          onClose={() => setCancelling(false)}
          onCancel={() => {
            setCancelling(false)
            control.mutate('cancel')
          }}
        />
      ) : null}
    </span>
  )
}
