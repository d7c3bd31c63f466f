import type { LeadDetail } from '../../data/leadTypes.ts'
import { Time } from '../../ui/Time.tsx'
import classes from '../../ui/tables.module.css'
import { text } from './text.ts'

const kinds: ReadonlySet<string> = new Set(['unsubscribed', 'resubscribed'])

/** What the lead may be sent, on what ground, and who changed it. */
export function ConsentTab({ lead }: { lead: LeadDetail }) {
  const { consent: given, ip } = lead.origin
  const evidence = [
    [text.consentText, given.text],
    [text.consentUrl, given.url],
    [text.consentAt, given.at],
    [text.consentIp, given.ip ?? ip ?? undefined],
  ] as const
  const changes = lead.timeline.filter((entry) => kinds.has(entry.kind))
  return (
    <>
      <dl className={classes.totals}>
        <div>
          <dt>Email</dt>
          <dd>{lead.consent.email}</dd>
        </div>
        <div>
          <dt>SMS</dt>
          <dd>{lead.consent.sms}</dd>
        </div>
      </dl>
      <h2 className={classes.heading}>{text.evidence}</h2>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={text.evidence}>
        <table className={classes.table}>
          <tbody>
            <tr>
              <th scope="row">{text.consentGiven}</th>
              <td>
                Email {given.email ?? 'not said'}, SMS {given.sms ?? 'not said'}
              </td>
            </tr>
            {evidence.map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value ?? <span className="faint">–</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {changes.length === 0 ? null : (
        <>
          <h2 className={classes.heading}>{text.consentChanges}</h2>
          <ol className={classes.revisions}>
            {changes.map((entry) => (
              <li key={`${entry.at} ${entry.kind}`}>
                <span>
                  {entry.text}{' '}
                  <span className="faint">
                    {entry.actor} · <Time at={entry.at} />
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}
