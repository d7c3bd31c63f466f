import { notifications } from '@mantine/notifications'
import type { Job } from '../../../data/jobs.ts'
import { text } from './text.ts'

/** Says that the job goes on, with the way to it. `open` goes there without loading the page anew. */
export function showJobToast(label: string, job: Job, open: () => void): void {
  const id = `job ${job.id}`
  notifications.show({
    id,
    message: (
      <>
        {text.toast(label, job.total)}{' '}
        <a
          className="link"
          href={`/jobs/${job.id}`}
          onClick={(event) => {
            event.preventDefault()
            notifications.hide(id)
            open()
          }}
        >
          {text.openJob(job.id)}
        </a>
      </>
    ),
    autoClose: 10_000,
    // At the bottom it would cover what can be done with the selection.
    position: 'top-center',
  })
}
