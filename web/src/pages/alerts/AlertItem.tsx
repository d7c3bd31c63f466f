import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { PathLink } from '../../app/PathLink.tsx'
import type { Alert } from '../../data/alerts.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/Time.tsx'
import { alertState } from './alertState.ts'
import classes from './AlertsTab.module.css'
import { text } from './text.ts'
import { useAlertSteps } from './useAlertSteps.ts'

export function AlertItem({ alert }: { alert: Alert }) {
  const mayOperate = useMayOperate()
  const { acknowledge, close, mute, mayMute } = useAlertSteps(alert)
  const { word, tone, icon } = alertState(alert)
  const title = mayOperate ? undefined : text.mayNot
  return (
    <li className={classes.alert}>
      <span>
        <Pill tone={tone} icon={icon}>
          {word}
        </Pill>
      </span>
      <div className={classes.words}>
        <strong>{alert.message}</strong>
        <span className={classes.facts}>
          {alert.title}, {text.since} <Time at={alert.firstAt} />
          {alert.count > 1 ? `, ${text.times(alert.count)}` : ''}
          {alert.acknowledgedBy !== null ? `, ${text.seenBy(alert.acknowledgedBy)}` : ''}
          {alert.resolvedAt !== null ? (
            <>
              , {text.ended} <Time at={alert.resolvedAt} />{' '}
              {alert.resolvedBy === null ? text.byItself : text.by(alert.resolvedBy)}
            </>
          ) : null}
        </span>
      </div>
      <div className={classes.ways}>
        {alert.link ? (
          <Button size="xs" renderRoot={(props) => <PathLink {...props} path={alert.link?.path ?? '/alerts'} />}>
            {alert.link.words}
            <span className="unseen">: {alert.subject}</span>
          </Button>
        ) : null}
        {alert.resolvedAt === null ? (
          <>
            {alert.acknowledgedAt === null ? (
              <Button
                size="xs"
                variant="default"
                disabled={!mayOperate}
                title={title}
                loading={acknowledge.isPending}
                onClick={() => acknowledge.mutate()}
              >
                {text.acknowledge}
                <span className="unseen">: {alert.subject}</span>
              </Button>
            ) : null}
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size={30} variant="default" aria-label={`More about ${alert.subject}`}>
                  <IconDots size={16} aria-hidden="true" />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item disabled={!mayOperate} onClick={() => close.mutate()}>
                  {text.close}
                </Menu.Item>
                <Menu.Item disabled={!mayMute} onClick={() => mute.mutate()}>
                  {alert.muted ? text.unmute : text.mute}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        ) : null}
      </div>
    </li>
  )
}
