import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiProblem } from '../data/apiProblem.ts'
import { CopyIcon } from './CopyButton.tsx'
import classes from './ProblemNotice.module.css'

/** What failed, in words, with the request's id to quote and a way to try again. */
export function ProblemNotice({ what, error, onRetry }: { what: string; error: unknown; onRetry?: () => void }) {
  const problem = error instanceof ApiProblem ? error : null
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle size={20} aria-hidden="true" />
      <div className={classes.text}>
        <strong>{what}</strong>
        <span>{error instanceof Error ? error.message : String(error)}</span>
        {problem?.requestId ? (
          <span className={classes.request}>
            Request <code className="mono">{problem.requestId}</code>
            <CopyIcon value={problem.requestId} what="request ID" />
          </span>
        ) : null}
      </div>
      {onRetry ? (
        <Button variant="default" onClick={onRetry}>
          Retry
        </Button>
      ) : null}
    </div>
  )
}
