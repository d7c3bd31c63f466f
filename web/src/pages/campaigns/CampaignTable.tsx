import { Link } from '@tanstack/react-router'
import type { CampaignToday } from '../../data/campaigns.ts'
import { formatCount } from '../../format/count.ts'
import { Pill } from '../../ui/Pill.tsx'
import tables from '../../ui/tables.module.css'
import { countedLeads } from '../home/countedLeads.ts'
import classes from './CampaignTable.module.css'
import { campaignStates } from './campaignStates.ts'
import { shareOf } from './shareOf.ts'
import { text } from './text.ts'

export function CampaignTable({ campaigns }: { campaigns: readonly CampaignToday[] }) {
  return (
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={text.title}>
      <table className={`${tables.table} ${classes.campaigns}`}>
        <thead>
          <tr>
            <th scope="col">{text.campaign}</th>
            <th scope="col">{text.status}</th>
            {[text.received, text.accepted, text.sold, text.waiting].map((label) => (
              <th key={label} scope="col" className={tables.number}>
                {label}
              </th>
            ))}
            <th scope="col">{text.caps}</th>
          </tr>
        </thead>
        <tbody>
          {campaigns.map((campaign) => (
            <CampaignRow key={campaign.reference} campaign={campaign} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CampaignRow({ campaign }: { campaign: CampaignToday }) {
  const { reference, name, status, fault, today, waiting, caps } = campaign
  const { word, tone, icon, meaning } = campaignStates[status]
  return (
    <tr data-campaign={reference}>
      <th scope="row">
        <Link to="/campaigns/$ref" params={{ ref: reference }} className="link">
          {name}
        </Link>
        <span className={tables.key}>{reference}</span>
        {fault === null ? null : (
          <span className={classes.fault}>
            {text.fault}: {fault}
          </span>
        )}
      </th>
      <td>
        <Pill tone={tone} icon={icon} title={meaning}>
          {word}
        </Pill>
      </td>
      <Count of={campaign} label={text.received} count={today.received} search={{}} />
      <Count
        of={campaign}
        label={text.accepted}
        count={today.accepted}
        whole={today.received}
        search={{ status: 'accepted' }}
      />
      <Count of={campaign} label={text.sold} count={today.sold} whole={today.received} search={{ sold: 'sold' }} />
      <td className={tables.number} data-label={text.waiting}>
        {waiting === 0 ? (
          <span className="faint">0</span>
        ) : (
          <Link
            to="/leads"
            search={{ campaign: reference, status: 'rejected', test: 'false' }}
            className="link"
            aria-label={`${formatCount(waiting)} ${text.leadsOf(text.waiting, name)}`}
          >
            {formatCount(waiting)}
          </Link>
        )}
      </td>
      <td data-label={text.caps}>
        {caps === null ? (
          <span className="faint">{text.noCaps}</span>
        ) : (
          <span className={classes.caps}>
            <span data-full={caps.full > 0 || undefined}>{text.fullCaps(caps.full, caps.total)}</span>
            <span className="faint">{caps.words}</span>
          </span>
        )}
      </td>
    </tr>
  )
}

interface CountProps {
  readonly of: CampaignToday
  readonly label: string
  readonly count: number
  /** What its share is told of. */
  readonly whole?: number
  readonly search: Readonly<Record<string, string>>
}

/** A number of today that opens its leads. */
function Count({ of: { reference, name }, label, count, whole, search }: CountProps) {
  const share = whole === undefined ? null : shareOf(count, whole)
  return (
    <td className={tables.number} data-label={label}>
      <Link
        to="/leads"
        search={countedLeads('today', { campaign: reference, ...search })}
        className="link"
        aria-label={`${formatCount(count)} ${text.leadsOf(label, name)}`}
      >
        {formatCount(count)}
      </Link>
      {share === null ? null : <span className={classes.share}>{share}</span>}
    </td>
  )
}
