import {
  IconArrowsSplit2,
  IconCoin,
  IconDownload,
  IconFlag,
  IconPencil,
  IconPoint,
  IconSend,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useZone } from '../../data/useZone.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { Time } from '../../ui/Time.tsx'
import classes from './TimelineTab.module.css'

const icons: Readonly<Record<string, typeof IconPoint>> = {
  received: IconDownload,
  screened: IconShieldCheck,
  routed: IconArrowsSplit2,
  attempt: IconSend,
  settled: IconFlag,
  money: IconCoin,
  edited: IconPencil,
}

/** What happened to the lead, in order, in sentences. */
export function TimelineTab({ lead }: { lead: LeadDetail }) {
  const zone = useZone()
  return (
    <>
      <p className={classes.zone}>Times in {zone}</p>
      <ol className={classes.timeline}>
        {lead.timeline.map((entry, index) => {
          const Icon = icons[entry.kind] ?? IconPoint
          return (
            // Entries have no id of their own; the story only ever grows at its end.
            <li key={`${entry.at} ${entry.kind} ${index}`} className={classes.entry}>
              <span className={classes.icon}>
                <Icon size={14} aria-hidden="true" />
              </span>
              <div className={classes.words}>
                <span className={classes.text}>{entry.text}</span>
                {entry.detail.map((line) => (
                  <span key={line} className={classes.detail}>
                    {line}
                  </span>
                ))}
              </div>
              <span className={classes.when}>
                <Time at={entry.at} />
                <span className={classes.actor}>{entry.actor}</span>
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}
