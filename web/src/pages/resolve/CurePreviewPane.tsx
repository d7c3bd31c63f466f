import { Alert, Button, Loader } from '@mantine/core'
import { ApiProblem } from '../../data/apiProblem.ts'
import type { Cause } from '../../data/causes.ts'
import classes from './CausePage.module.css'
import { previewParts } from './previewParts.ts'
import { text } from './text.ts'
import type { LivePreview } from './useCurePreview.ts'

export interface CurePreviewPaneProps {
  readonly live: LivePreview
  readonly cause: Cause
  /** What has still to be said before there can be a preview; null: nothing. */
  readonly missing: string | null
  readonly runError: Error | null
}

/** "498 accepted, 11 would fail next on Duplicate": every lead checked again by the server, and what would be written besides. */
export function CurePreviewPane({ live, cause, missing, runError }: CurePreviewPaneProps) {
  const error = runError ?? live.error
  if (error !== null) return <Refusal error={error} onRetry={live.again} />
  if (missing !== null) return <p className={classes.missing}>{missing}</p>
  const { preview, isFresh } = live
  if (preview === null) {
    return (
      <p className={classes.missing} role="status">
        <Loader size="xs" /> {text.previewing}
      </p>
    )
  }
  return (
    <div className={classes.preview} data-stale={!isFresh || undefined} aria-busy={!isFresh}>
      <h3>{text.result}</h3>
      <div role="status" data-testid="cure-preview">
        <ul className={classes.outcomes}>
          {previewParts(preview, cause).map(({ tone, words }) => (
            <li key={words} data-tone={tone}>
              {words}
            </li>
          ))}
        </ul>
      </div>
      {preview.changes.length === 0 ? null : (
        <div>
          <h3>{text.changes}</h3>
          <ul>
            {preview.changes.map(({ kind, key, words }) => (
              <li key={`${kind} ${key}`}>{words}</li>
            ))}
          </ul>
          <p className="soft">{text.tomorrow}</p>
        </div>
      )}
      {preview.campaigns.length === 0 ? null : (
        <p className={classes.warning}>{text.alsoCampaigns(preview.campaigns)}</p>
      )}
      {preview.warnings.length === 0 ? null : (
        <ul className={classes.warning}>
          {preview.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Refusal({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const refusals = error instanceof ApiProblem ? error.errors.map(({ message }) => message) : []
  const isTooMany = error instanceof ApiProblem && error.code === 'too_many'
  return (
    <Alert color="red" variant="light" role="alert" title={text.previewFailed}>
      {refusals.length > 0 ? refusals.join(' ') : error.message}
      {isTooMany ? ` ${text.tooMany}` : null}
      {refusals.length > 0 ? null : (
        <div>
          <Button size="compact-sm" variant="default" mt={8} onClick={onRetry}>
            Retry
          </Button>
        </div>
      )}
    </Alert>
  )
}
