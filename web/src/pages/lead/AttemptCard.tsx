import { Button, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { Attempt } from '../../data/leadTypes.ts'
import { prettyBody } from '../../format/body.ts'
import { toCurl } from '../../format/curl.ts'
import { duration } from '../../format/time.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { CopyAction } from '../../ui/CopyButton.tsx'
import { DiffBlock } from '../../ui/DiffBlock.tsx'
import { StatePill } from '../../ui/Pill.tsx'
import { stateView } from '../../ui/states.ts'
import { Time } from '../../ui/Time.tsx'
import { answerText, requestText } from './attemptText.ts'
import classes from './DispatchesTab.module.css'
import { RuleDialog } from './RuleDialog.tsx'
import { text } from './text.ts'

export interface AttemptCardProps {
  readonly attempt: Attempt
  readonly delivery: string
  /** The one before, to compare with. */
  readonly before: Attempt | null
  readonly count: number
  readonly open: boolean
  readonly mayMakeRules: boolean
}

export function AttemptCard({ attempt, delivery, before, count, open, mayMakeRules }: AttemptCardProps) {
  const [shown, setShown] = useState(open)
  const [comparing, setComparing] = useState(false)
  const [making, setMaking] = useState(false)
  const id = useId()
  const outcome = attempt.outcome ?? 'sending'
  const unknown = attempt.outcome === 'unrecognised' ? attempt.response : null
  return (
    <article className={classes.attempt}>
      <UnstyledButton
        className={classes.attemptHead}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        <IconChevronRight size={14} className={classes.chevron} aria-hidden="true" />
        <span>
          Attempt {attempt.number} of {count}
        </span>
        <StatePill kind={attempt.outcome === null ? 'dispatch' : 'attempt'} state={outcome} />
        <span className={classes.attemptReason}>{shown ? null : attempt.reason}</span>
        <span className={classes.attemptFacts}>
          {attempt.response ? <span className="mono">HTTP {attempt.response.status}</span> : null}
          {attempt.durationMs === null ? null : <span>{duration(attempt.durationMs)}</span>}
          <Time at={attempt.at} />
        </span>
      </UnstyledButton>
      {shown ? (
        <div id={id} className={classes.attemptBody}>
          <div className={classes.understood}>
            <strong>What we understood</strong>
            <span>{understood(attempt)}</span>
            {attempt.late === null ? null : (
              <span className={classes.late}>
                <StatePill kind="attempt" state={attempt.late.outcome} /> {text.lateAnswer}{' '}
                <Time at={attempt.late.at} />
                {attempt.late.reason === null ? '' : `: ${attempt.late.reason}`}
              </span>
            )}
            <span className="faint">Sent with revision {attempt.leadRevision} of the lead.</span>
            {unknown !== null && mayMakeRules ? (
              <span>
                <Button size="compact-sm" variant="default" onClick={() => setMaking(true)}>
                  {text.makeRule}
                </Button>
              </span>
            ) : null}
          </div>
          {before === null ? null : (
            <div>
              <Button
                size="compact-sm"
                variant="default"
                aria-expanded={comparing}
                onClick={() => setComparing(!comparing)}
              >
                {comparing ? text.stopComparing : text.compare}
              </Button>
            </div>
          )}
          {comparing && before ? <Comparison before={before} after={attempt} /> : <Exchange attempt={attempt} />}
        </div>
      ) : null}
      {unknown === null ? null : (
        <RuleDialog delivery={delivery} answer={unknown} opened={making} onClose={() => setMaking(false)} />
      )}
    </article>
  )
}

function Exchange({ attempt }: { attempt: Attempt }) {
  return (
    <div className={classes.exchange}>
      {attempt.request ? (
        <div className={classes.side}>
          <CodeBlock text={requestText(attempt.request)} label="Request" what="the request" />
          <div className={classes.actions}>
            <CopyAction value={toCurl(attempt.request)} label="Copy as cURL" />
            {attempt.request.body === null ? null : <CopyAction value={attempt.request.body} label="Copy body" />}
          </div>
        </div>
      ) : null}
      <div className={classes.side}>
        {attempt.response ? (
          <>
            <CodeBlock
              text={answerText(attempt.response)}
              label={attempt.response.truncated ? 'Answer (the first 64 KB)' : 'Answer'}
              what="the answer"
            />
            <div className={classes.actions}>
              <CopyAction value={prettyBody(attempt.response.body)} label="Copy body" />
            </div>
          </>
        ) : (
          <p className={classes.none}>{attempt.outcome === null ? 'Waiting for the answer.' : 'No answer came.'}</p>
        )}
      </div>
    </div>
  )
}

function Comparison({ before, after }: { before: Attempt; after: Attempt }) {
  const requestOf = ({ request }: Attempt) => (request ? requestText(request) : '')
  const answerOf = ({ response }: Attempt) => (response ? answerText(response) : '')
  return (
    <div className={classes.exchange}>
      <DiffBlock before={requestOf(before)} after={requestOf(after)} label={text.requestDiff} />
      <DiffBlock before={answerOf(before)} after={answerOf(after)} label={text.answerDiff} />
    </div>
  )
}

function understood(attempt: Attempt): string {
  if (attempt.outcome === null) return 'The request is under way.'
  const { word, meaning } = stateView('attempt', attempt.outcome)
  const reason = attempt.reason === null ? '' : ` Reason: ${attempt.reason}`
  if (attempt.rule !== null) return `Answer rule ${attempt.rule + 1} matched: ${word.toLowerCase()}.${reason}`
  if (attempt.outcome === 'unrecognised') return `Not recognised: none of the delivery’s answer rules matched.${reason}`
  return `${meaning}${reason}`
}
