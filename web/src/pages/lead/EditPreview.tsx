import { IconArrowRight } from '@tabler/icons-react'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { StatePill } from '../../ui/Pill.tsx'
import classes from './EditForm.module.css'
import { routeChanges } from './routeChanges.ts'
import { text } from './text.ts'
import type { Preview } from './usePreview.ts'

export interface EditPreviewProps {
  readonly lead: LeadDetail
  readonly preview: Preview
  readonly changes: Readonly<Record<string, unknown>>
}

/** What would change in checks and routing, before anything is saved. */
export function EditPreview({ lead, preview, changes }: EditPreviewProps) {
  const { data } = preview
  return (
    <section className={classes.preview} aria-label={text.preview} aria-live="polite" aria-busy={preview.busy}>
      <h3 className={classes.previewTitle}>{text.preview}</h3>
      {preview.error ? (
        <p>{text.noPreview(preview.error.message)}</p>
      ) : data === null ? (
        <p className="faint">{Object.keys(changes).length === 0 ? text.nothingChanged : text.checking}</p>
      ) : (
        <>
          <p className={classes.previewStatus}>
            <StatePill kind="leadStatus" state={lead.status} />
            {data.status === lead.status ? (
              <span className="soft">{text.stays}</span>
            ) : (
              <>
                <IconArrowRight size={14} aria-label="would be" />
                <StatePill kind="leadStatus" state={data.status} />
              </>
            )}
            {data.leftOut === null ? null : <span className="soft">{text.leftAsItIs(data.leftOut)}</span>}
          </p>
          {data.disposition.failures.length === 0 ? null : (
            <ul className={classes.failures}>
              {data.disposition.failures.map((failure) => (
                <li key={`${failure.code} ${failure.message}`}>{failure.message}</li>
              ))}
            </ul>
          )}
          {data.decision === null ? null : (
            <table className={classes.routes}>
              <thead>
                <tr>
                  <th scope="col">Delivery</th>
                  <th scope="col">{text.sofar}</th>
                  <th scope="col">{text.withThese}</th>
                </tr>
              </thead>
              <tbody>
                {routeChanges(lead.decision, data.decision).map((line) => (
                  <tr key={line.delivery} data-changed={line.changed || undefined}>
                    <th scope="row">
                      {line.delivery}
                      {line.buyer === null ? null : <span className="faint"> {line.buyer}</span>}
                    </th>
                    <td>{line.before ?? text.notConsidered}</td>
                    <td data-eligible={line.eligible}>{line.after}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </section>
  )
}
