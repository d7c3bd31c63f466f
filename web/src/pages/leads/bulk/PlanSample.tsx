import type { JobPlan } from '../../../data/jobs.ts'
import { StateIcon } from '../../../ui/StateIcon.tsx'
import classes from './PlanPane.module.css'
import { text } from './text.ts'

/** The first leads of the selection, with what would become of each. */
export function PlanSample({ sample }: { sample: JobPlan['sample'] }) {
  return (
    <details className={classes.sample}>
      <summary>{text.sample(sample.length)}</summary>
      <ul>
        {sample.map(({ leadId, summary, willDo, reason }) => (
          <li key={leadId}>
            <StateIcon name={willDo ? 'check' : 'skip'} />
            <span>
              <a className="link mono" href={`/leads/${leadId}`} target="_blank" rel="noreferrer">
                {leadId}
              </a>{' '}
              {summary}
              <span className="faint"> · {willDo ? text.sampleWill : reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
