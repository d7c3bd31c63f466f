import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Home } from '../../data/home.ts'

import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { FirstRun } from '../leads/FirstRun.tsx'
import classes from './HomePage.module.css'
import { NeedList } from './NeedList.tsx'
import { Plot } from './Plot.tsx'
import { dayPoints, hourPoints } from './plotPoints.ts'
import { Reasons } from './Reasons.tsx'
import { text } from './text.ts'
import { Tiles } from './Tiles.tsx'
import { useHome } from './useHome.ts'

/** What needs a person, and how today goes. */
export function HomePage() {
  usePageTitle(text.title)
  const home = useHome()
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
      </div>
      {home.data ? (
        <Overview home={home.data} />
      ) : home.error ? (
        <ProblemNotice what={text.failed} error={home.error} onRetry={() => void home.refetch()} />
      ) : (
        <Skeleton h={320} />
      )}
    </div>
  )
}

function Overview({ home }: { home: Home }) {
  const isEmpty = !home.hasLeads
  if (isEmpty && home.needs.length === 0) return <FirstRun />
  const at = new Date(home.at)
  const inZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: home.timezone, ...options }).format(at)
  const day = inZone({ weekday: 'long', day: 'numeric', month: 'long' })
  const time = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (
    <>
      <p className={page.lead}>{text.asOf(day, time, home.timezone)}</p>
      <section aria-labelledby="needs" className={classes.section}>
        <h2 id="needs">{text.needs}</h2>
        <NeedList needs={home.needs} />
      </section>
      <section aria-labelledby="today" className={classes.section}>
        <h2 id="today">{text.today(inZone({ weekday: 'long' }), time)}</h2>
        {isEmpty ? <FirstRun /> : <Tiles home={home} />}
      </section>
      {isEmpty ? null : (
        <>
          <div className={classes.plots}>
            <Plot title={text.hours} unit={text.hour} points={hourPoints(home)} labelEvery={6} />
            <Plot title={text.days} unit={text.day} points={dayPoints(home)} labelEvery={7} />
          </div>
          <section aria-labelledby="reasons" className={classes.section}>
            <h2 id="reasons">{text.reasons}</h2>
            <Reasons home={home} />
            <Link to="/resolve" className="link">
              {text.resolve}
            </Link>
          </section>
        </>
      )}
    </>
  )
}
