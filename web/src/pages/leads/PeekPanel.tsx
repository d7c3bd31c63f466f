import { ActionIcon, Skeleton } from '@mantine/core'
import { IconArrowUpRight, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { leadQuery } from '../../data/leads.ts'
import type { LeadRow } from '../../data/leadTypes.ts'
import { campaignQuery } from '../../data/setup.ts'
import { CopyIcon } from '../../ui/CopyButton.tsx'
import { StatePill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { BuyerDetail } from './BuyerDetail.tsx'
import classes from './PeekPanel.module.css'
import { storedValues } from './storedValues.ts'
import { text } from './text.ts'

export interface PeekPanelProps {
  readonly id: string
  /** The lead when it is on the page; otherwise it is read. */
  readonly row: LeadRow | null
  readonly onClose: () => void
}

/** The stored data of one lead beside the list; the list stays in use. */
export function PeekPanel({ id, row, onClose }: PeekPanelProps) {
  const { data, error } = useQuery({ ...leadQuery(id), enabled: row === null })
  const lead = row ?? data
  return (
    <aside className={classes.panel} aria-label={`Lead ${id}, ${text.peek.toLowerCase()}`}>
      <header className={classes.head}>
        <h2 className={classes.title}>
          Lead <span className="mono">{id}</span>
          <CopyIcon value={id} what="lead ID" />
        </h2>
        <Link to="/leads/$id" params={{ id }} className={`link ${classes.open}`}>
          Open
          <IconArrowUpRight size={14} aria-hidden="true" />
        </Link>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="Close" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {error ? <p className={classes.error}>{error.message}</p> : null}
      {lead ? <PeekBody lead={lead} /> : error ? null : <Skeleton m={16} h={220} w="auto" />}
    </aside>
  )
}

function PeekBody({ lead }: { lead: LeadRow }) {
  const { data: campaign } = useQuery(campaignQuery(lead.campaign))
  return (
    <div className={classes.body} tabIndex={0} role="group" aria-label={text.peek}>
      <p className={classes.pills}>
        <StatePill kind="leadStatus" state={lead.status} />
        {lead.sold === null ? null : <StatePill kind="sold" state={lead.sold} />}
        <StatePill kind="delivery" state={lead.deliveryStatus} />
      </p>
      {lead.disposition.reason !== null || lead.buyers.length > 0 || lead.soldReason !== null ? (
        <section className={classes.reasons}>
          <BuyerDetail lead={lead} />
        </section>
      ) : null}
      <dl className={classes.values}>
        {storedValues(lead.fields, campaign?.fields ?? []).map(({ key, label, value }) => (
          <div key={key}>
            <dt title={key}>{label}</dt>
            <dd>{value || <span className="faint">–</span>}</dd>
          </div>
        ))}
      </dl>
      <dl className={classes.values}>
        <div>
          <dt>Received</dt>
          <dd>
            <Time at={lead.receivedAt} full />
          </dd>
        </div>
        <div>
          <dt>Campaign</dt>
          <dd>{lead.campaign}</dd>
        </div>
        <div>
          <dt>Supplier</dt>
          <dd>{[lead.supplier, lead.source].filter((part) => part !== null).join(' · ') || '–'}</dd>
        </div>
        <div>
          <dt>Consent</dt>
          <dd>
            Email {lead.consent.email} · SMS {lead.consent.sms}
          </dd>
        </div>
      </dl>
    </div>
  )
}
