import { Select, Skeleton, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { causeStates } from '@switchyard/contract/causes/words.ts'
import { causesQuery, type CauseState } from '../../data/causes.ts'
import { setupKeysQuery } from '../../data/setup.ts'
import { useZone } from '../../data/useZone.ts'
import { formatCount } from '../../format/count.ts'
import { NothingHere } from '../../ui/NothingHere.tsx'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { presets, rangeWords } from '../leads/timeRange.ts'
import { CauseLines } from './CauseLines.tsx'
import { FileLinks } from './FileLinks.tsx'
import classes from './Resolve.module.css'
import { causeParameters, type ResolveSearch } from './resolveSearch.ts'
import { text } from './text.ts'
import { useNow } from './useNow.ts'

/** What leads are refused for, and the way to the cures. */
export function ResolvePage() {
  usePageTitle(text.title)
  const search = useSearch({ from: '/signedIn/resolve' })
  const navigate = useNavigate()
  const state: CauseState = search.state ?? 'open'
  const parameters = causeParameters(search, useNow(), useZone())
  const causes = useQuery(causesQuery(parameters))
  const show = (next: ResolveSearch) => void navigate({ to: '/resolve', search: next, resetScroll: false })
  const found = causes.data
  return (
    <div className={page.page}>
      <div className={page.bar}>
        <h1 className={page.title}>{text.title}</h1>
        <FileLinks campaign={search.campaign ?? null} />
      </div>
      <p className={page.lead}>
        {text.lead}{' '}
        {found ? (
          <strong className="tabular">{text.found(found.leads, found.states.open + found.states.acknowledged)}</strong>
        ) : null}
      </p>
      <Filters search={search} onChange={show} />
      <Tabs value={state} onChange={(next) => show(withState(search, next))} keepMounted={false}>
        <Tabs.List>
          {causeStates.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text.states[one]}
              {found ? ` ${formatCount(found.states[one])}` : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={state} pt={14}>
          {found?.isBehind === true ? <p className={classes.note}>{text.behind}</p> : null}
          {causes.error ? (
            <ProblemNotice what={text.failed} error={causes.error} onRetry={() => void causes.refetch()} />
          ) : found === undefined ? (
            <Skeleton h={240} />
          ) : found.causes.length === 0 ? (
            <Empty search={search} state={state} />
          ) : (
            <>
              <CauseLines causes={found.causes} span={spanOf(search)} isStale={causes.isPlaceholderData} />
              {found.total > found.causes.length ? (
                <p className={classes.note}>{text.biggest(found.causes.length, found.total)}</p>
              ) : null}
            </>
          )}
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function Filters({ search, onChange }: { search: ResolveSearch; onChange: (search: ResolveSearch) => void }) {
  const { data: campaigns = [] } = useQuery(setupKeysQuery('campaigns'))
  const { campaign: _campaign, ...anyCampaign } = search
  const { date: _date, ...anyTime } = search
  const known: { value: string; label: string }[] = presets.map(({ range, label }) => ({ value: range, label }))
  const { date } = search
  const dates =
    date === undefined || known.some(({ value }) => value === date)
      ? known
      : [...known, { value: date, label: rangeWords(date) }]
  return (
    <div className={classes.filters}>
      <Select
        aria-label={text.campaign}
        placeholder={text.anyCampaign}
        clearable
        searchable
        data={
          search.campaign === undefined || campaigns.includes(search.campaign)
            ? campaigns
            : [...campaigns, search.campaign]
        }
        value={search.campaign ?? null}
        onChange={(campaign) => onChange(campaign === null ? anyCampaign : { ...search, campaign })}
      />
      <Select
        aria-label={text.date}
        placeholder={text.allTime}
        clearable
        data={dates}
        value={date ?? null}
        onChange={(next) => onChange(next === null ? anyTime : { ...search, date: next })}
      />
    </div>
  )
}

function Empty({ search, state }: { search: ResolveSearch; state: CauseState }) {
  const isNarrow = search.campaign !== undefined || search.date !== undefined
  return (
    <>
      <NothingHere title={text.none[state]} hint={text.noneHint[state]} />
      {isNarrow ? (
        <p className={classes.note}>
          <Link to="/resolve" search={state === 'open' ? {} : { state }} className="link">
            {text.widen}
          </Link>
        </p>
      ) : null}
    </>
  )
}

function spanOf({ date }: ResolveSearch): { date?: string } {
  return date === undefined ? {} : { date }
}

function withState({ state: _state, ...search }: ResolveSearch, next: string | null): ResolveSearch {
  const state = causeStates.find((one) => one === next)
  return state === undefined || state === 'open' ? search : { ...search, state }
}
