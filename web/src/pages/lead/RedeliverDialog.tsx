import { Button, Checkbox, Group, Modal, Radio, Skeleton, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createJob, planJob, type JobRequest } from '../../data/jobs.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { deliveriesQuery, type DeliverySetup } from '../../data/setup.ts'
import { StatePill } from '../../ui/Pill.tsx'
import { PlanNotice } from './PlanNotice.tsx'
import classes from './RedeliverDialog.module.css'
import { JobProgress } from './JobProgress.tsx'
import { text } from './text.ts'

export interface RedeliverDialogProps {
  readonly lead: LeadDetail
  readonly opened: boolean
  readonly onClose: () => void
}

export function RedeliverDialog({ lead, opened, onClose }: RedeliverDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={text.redeliverLead(lead.id)} size="lg">
      <RedeliverForm lead={lead} onClose={onClose} />
    </Modal>
  )
}

/** Nothing is chosen beforehand unless there is only one delivery: the wrong one cannot be called back. */
function RedeliverForm({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const deliveries = useQuery(deliveriesQuery(lead.campaign))
  const [chosen, setChosen] = useState<string | null>(null)
  const [skipRules, setSkipRules] = useState(false)
  const [includeAccepted, setIncludeAccepted] = useState(false)
  const [clickKey] = useState(() => `redeliver ${lead.id} ${Date.now()} ${Math.random()}`)
  const known = deliveries.data ?? []
  const [only] = known.length === 1 ? known : []
  const delivery = known.find(({ key }) => key === (chosen ?? only?.key))
  const request: JobRequest = {
    action: 'redeliver',
    selection: { ids: [lead.id] },
    options: { delivery: delivery?.key ?? '', skipRules, includeAccepted },
  }
  const plan = useQuery({
    queryKey: ['plan', lead.revision, request],
    queryFn: ({ signal }) => planJob(request, signal),
    enabled: delivery !== undefined,
    retry: false,
    staleTime: 1000,
  })
  const start = useMutation({ mutationFn: () => createJob(request, clickKey) })
  if (start.data) return <JobProgress job={start.data} lead={lead} onClose={onClose} />

  const ready = plan.data !== undefined && plan.data.willDo > 0 && !start.isPending
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) start.mutate()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // Sent is sent: Enter alone, meant for a choice, must not do it.
        event.preventDefault()
        if (ready && (event.ctrlKey || event.metaKey)) start.mutate()
      }}
    >
      <Stack gap={14}>
        <Radio.Group label={text.whichDelivery} value={delivery?.key ?? ''} onChange={setChosen}>
          <div className={classes.deliveries}>
            {deliveries.isPending ? <Skeleton h={64} /> : null}
            {known.map((one) => (
              <DeliveryCard key={one.key} delivery={one} lead={lead} />
            ))}
            {deliveries.data?.length === 0 ? <p className="soft">{text.noDelivery}</p> : null}
          </div>
        </Radio.Group>
        <Checkbox
          label={text.skipRules}
          description={text.skipRulesMeaning}
          checked={skipRules}
          onChange={(event) => setSkipRules(event.currentTarget.checked)}
        />
        <Checkbox
          label={text.includeAccepted}
          checked={includeAccepted}
          onChange={(event) => setIncludeAccepted(event.currentTarget.checked)}
        />
        <PlanNotice plan={plan.data} error={plan.error ?? start.error} />
        <Group gap={8}>
          <Button type="submit" loading={start.isPending} disabled={!ready} title="Ctrl + Enter">
            {delivery ? text.redeliverTo(delivery.name || delivery.key) : text.redeliver}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function DeliveryCard({ delivery, lead }: { delivery: DeliverySetup; lead: LeadDetail }) {
  const last = lead.dispatches.findLast((dispatch) => dispatch.delivery === delivery.key)
  return (
    <label className={classes.delivery}>
      <Radio value={delivery.key} aria-label={`${delivery.name || delivery.key}, ${hostOf(delivery)}`} />
      <span className={classes.deliveryWords}>
        <strong>{delivery.name || delivery.key}</strong>
        <span className="soft">
          {delivery.buyer ?? text.noBuyer} · {hostOf(delivery)}
          {delivery.status === 'active' ? '' : ` · ${delivery.status}`}
        </span>
        {last?.reason ? <span className={classes.lastReason}>{last.reason}</span> : null}
      </span>
      {last ? <StatePill kind="dispatch" state={last.state} /> : <span className="faint">{text.neverSent}</span>}
    </label>
  )
}

function hostOf(delivery: DeliverySetup): string {
  const { url } = delivery.request
  return URL.canParse(url) ? new URL(url).host : url
}
