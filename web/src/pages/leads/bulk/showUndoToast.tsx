import { notifications } from '@mantine/notifications'
import { undoJob, type Job } from '../../../data/jobs.ts'
import { text } from './text.ts'
import classes from './showUndoToast.module.css'

const shownMs = 10_000

/** Says that it is done, and takes it back at one click. `open` goes to a job; `onUndone` is told when the leads change again. */
export function showUndoToast(label: string, job: Job, open: (id: string) => void): void {
  const id = `job ${job.id}`
  const undo = async () => {
    notifications.hide(id)
    try {
      const made = await undoJob(job.id)
      notifications.show({ message: text.undoing(made.id), position: 'top-center' })
      open(made.id)
    } catch (error) {
      notifications.show({ color: 'red', message: error instanceof Error ? error.message : String(error) })
    }
  }
  notifications.show({
    id,
    message: (
      <span className={classes.toast}>
        {text.undone(label, job.succeeded)}
        <button type="button" className="link" onClick={() => void undo()}>
          {text.undo}
        </button>
      </span>
    ),
    autoClose: shownMs,
    // At the bottom it would cover what can be done with the selection.
    position: 'top-center',
  })
}
