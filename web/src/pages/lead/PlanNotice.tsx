import { Alert } from '@mantine/core'
import { ApiProblem } from '../../data/apiProblem.ts'
import type { JobPlan } from '../../data/jobs.ts'
import classes from './RedeliverDialog.module.css'
import { text } from './text.ts'

/** What a job would do with the one lead, and why not; or why it cannot be said. Nothing while that is not known. */
export function PlanNotice({ plan, error }: { plan: JobPlan | undefined; error: Error | null }) {
  if (error) {
    const refusals = error instanceof ApiProblem ? error.errors.map(({ message }) => message) : []
    return (
      <Alert color="red" variant="light" role="alert">
        {refusals.length > 0 ? refusals.join(' ') : error.message}
      </Alert>
    )
  }
  if (!plan) return null
  return (
    <div className={classes.plan} role="status">
      <p>{plan.willDo > 0 ? text.willDo : text.willNotDo}</p>
      <ul>
        {plan.leftOut.map(({ reason }) => (
          <li key={reason}>{reason}</li>
        ))}
        {plan.warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </div>
  )
}
