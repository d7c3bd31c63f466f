import {
  IconArrowsSplit2,
  IconClockExclamation,
  IconCoin,
  IconDownload,
  IconFlag,
  IconPencil,
  IconPoint,
  IconRepeat,
  IconSend,
  IconShieldCheck,
} from '@tabler/icons-react'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useZone } from '../../data/useZone.ts'
import type { LeadDetail } from '../../data/leadTypes.ts'
import { Time } from '../../ui/Time.tsx'
import { groupWords, isInGroup, timelineGroups, type TimelineGroup } from './timelineKinds.ts'
import classes from './TimelineTab.module.css'

const icons: Readonly<Record<string, typeof IconPoint>> = {
  received: IconDownload,
  screened: IconShieldCheck,
  routed: IconArrowsSplit2,
  attempt: IconSend,
  settled: IconFlag,
  money: IconCoin,
  edited: IconPencil,
  redelivered: IconRepeat,
  resubmitted: IconRepeat,
  lateAnswer: IconClockExclamation,
}

/** What happened to the lead, in order, in sentences. */
export function TimelineTab({ lead }: { lead: LeadDetail }) {
  const zone = useZone()
  const [group, setGroup] = useState<TimelineGroup>('all')
  const groups = timelineGroups.filter((one) => lead.timeline.some((entry) => isInGroup(entry, one)))
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Kinds of entries"
          data={groups.map((value) => ({ value, label: groupWords[value] }))}
          value={group}
          onChange={(value) => setGroup(timelineGroups.find((one) => one === value) ?? 'all')}
        />
        <p className={classes.zone}>Times in {zone}</p>
      </div>
      <ol className={classes.timeline}>
        {lead.timeline.map((entry, index) => {
          if (!isInGroup(entry, group)) return null
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
