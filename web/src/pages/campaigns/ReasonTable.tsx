import { Link } from '@tanstack/react-router'
import type { CampaignCounts } from '../../data/campaigns.ts'
import { formatCount } from '../../format/count.ts'
import tables from '../../ui/tables.module.css'
import { codeWords } from '../leads/codeWords.ts'
import { leadsOf } from './countRows.ts'
import { shareOf } from './shareOf.ts'
import classes from './SummaryTab.module.css'
import { text } from './text.ts'

export interface FrameTableProps {
  readonly counts: CampaignCounts
  readonly campaign: string
  readonly range: string
}

export function ReasonTable({ counts: { reasons }, campaign, range }: FrameTableProps) {
  const all = reasons.reduce((sum, { leads }) => sum + leads, 0)
  const most = Math.max(1, ...reasons.map(({ leads }) => leads))
  return (
    <section className={classes.part} aria-labelledby="reasons">
      <h2 id="reasons">{text.reasons}</h2>
      {reasons.length === 0 ? (
        <p className="soft">{text.reasonsNone}</p>
      ) : (
        <div className={tables.scroll}>
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{text.reason}</th>
                <th scope="col" className={tables.number}>
                  {text.leads}
                </th>
                <th scope="col" className={tables.number}>
                  {text.share}
                </th>
              </tr>
            </thead>
            <tbody>
              {reasons.map(({ code, leads }) => (
                <tr key={code}>
                  <th scope="row">
                    <Link to="/leads" search={leadsOf(campaign, range, { status: 'rejected', code })} className="link">
                      {codeWords[code]}
                    </Link>
                    <span className={classes.bar} style={{ width: `${(leads / most) * 100}%` }} />
                  </th>
                  <td className={tables.number}>{formatCount(leads)}</td>
                  <td className={tables.number}>{shareOf(leads, all)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reasons.length === 0 ? null : (
        <p className={classes.way}>
          <Link to="/resolve" search={{ campaign, date: range }} className="link">
            {text.resolve}
          </Link>
        </p>
      )}
    </section>
  )
}
