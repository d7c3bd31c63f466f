import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { formatMoney } from '../../format/money.ts'
import { CopyIcon } from '../../ui/CopyButton.tsx'
import { Pill, StatePill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import classes from './LeadPage.module.css'
import { text } from './text.ts'

export interface LeadHeaderProps {
  readonly lead: LeadDetail
  readonly stale: boolean
  /** Buttons at the end of the first line. */
  readonly children: ReactNode
}

export function LeadHeader({ lead, stale, children }: LeadHeaderProps) {
  const reason = lead.disposition.reason ?? (lead.sold === 'unsold' ? lead.soldReason : null)
  return (
    <header className={classes.header}>
      <div className={classes.headLine}>
        <h1 className={classes.title}>
          Lead <span className="mono">{lead.id}</span>
        </h1>
        <CopyIcon value={lead.id} what="lead ID" />
        <StatePill kind="leadStatus" state={lead.status} />
        {lead.sold === null ? null : <StatePill kind="sold" state={lead.sold} />}
        <span className={classes.deliveryPill}>
          <StatePill kind="delivery" state={lead.deliveryStatus} />
        </span>
        {lead.test ? <Pill tone="info">Test</Pill> : null}
        {lead.erased ? (
          <Pill tone="neutral" title={text.erased}>
            Erased
          </Pill>
        ) : null}
        {stale ? <span className={classes.stale}>{text.stale}</span> : null}
        <span className={classes.tools}>{children}</span>
      </div>
      <p className={classes.summary}>{lead.summary}</p>
      {reason === null ? null : (
        <p className={classes.reason} data-tone={lead.status === 'accepted' ? 'neutral' : 'bad'}>
          {reason}
        </p>
      )}
      <dl className={classes.facts}>
        <Fact name="Received">
          <Time at={lead.receivedAt} full />
        </Fact>
        <Fact name="Campaign">
          <Link to="/leads" search={{ campaign: lead.campaign }} className="link">
            {lead.campaign}
          </Link>
        </Fact>
        <Fact name="Supplier">
          {lead.supplier === null ? (
            '–'
          ) : (
            <Link to="/leads" search={{ supplier: lead.supplier }} className="link">
              {lead.supplier}
            </Link>
          )}
        </Fact>
        <Fact name="Source">{lead.source ?? '–'}</Fact>
        <Fact name="Method">{lead.method}</Fact>
        {lead.sold === 'sold' && lead.revenue !== null ? (
          <Fact name="Revenue">{formatMoney(lead.revenue, lead.currency)}</Fact>
        ) : null}
        <Fact name="Consent">
          Email {lead.consent.email}, SMS {lead.consent.sms}
        </Fact>
        {lead.duplicateOf === null ? null : (
          <Fact name="Duplicate of">
            <Link to="/leads/$id" params={{ id: lead.duplicateOf }} className="link mono">
              {lead.duplicateOf}
            </Link>
          </Fact>
        )}
      </dl>
    </header>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  )
}
