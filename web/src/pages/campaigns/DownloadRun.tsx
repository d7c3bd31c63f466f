import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isEnded, jobFilePath, type Job } from '../../data/jobs.ts'
import { useJob } from '../../data/useJob.ts'
import { JobProgress } from '../jobs/JobProgress.tsx'
import classes from './DownloadForm.module.css'
import { text } from './text.ts'

/** The job that writes the file; the file is fetched by itself, once. */
export function DownloadRun({ job: made, onClose }: { job: Job; onClose: () => void }) {
  const { data: job = made } = useJob(made.id)
  const link = useRef<HTMLAnchorElement>(null)
  const fetched = useRef(false)
  const isDone = job.state === 'done' && job.total > 0
  useEffect(() => {
    if (!isDone || fetched.current) return
    fetched.current = true
    link.current?.click()
  }, [isDone])
  return (
    <div className={classes.run}>
      <JobProgress job={job} />
      {job.total === 0 && isEnded(job) ? (
        <p>{text.downloadNone}</p>
      ) : (
        <p className="soft">{isDone ? text.downloadMade : isEnded(job) ? null : text.downloadGoing}</p>
      )}
      <div className={classes.buttons}>
        {/* The button that had the focus has gone with the form. */}
        <Button autoFocus variant="default" onClick={onClose}>
          {text.close}
        </Button>
        {isDone ? (
          <Button
            ref={link}
            component="a"
            href={jobFilePath(job.id)}
            download={job.file?.name ?? true}
            leftSection={<IconDownload size={15} />}
          >
            {text.downloadAgain}
          </Button>
        ) : null}
        <Link to="/jobs/$id" params={{ id: job.id }} className="link">
          {text.openJob(job.id)}
        </Link>
      </div>
    </div>
  )
}
