import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { listLeads } from '../../data/leads.ts'
import { useZone } from '../../data/useZone.ts'
import { chipsOf } from './chips.ts'
import classes from './Empty.module.css'
import { FilterChips } from './FilterChips.tsx'
import { leadParameters } from './parameters.ts'
import { emptySearch, type LeadSearch } from './search.ts'
import { text } from './text.ts'
import { widerRanges } from './widerRanges.ts'

export function NoResults({ search, onChange }: { search: LeadSearch; onChange: (search: LeadSearch) => void }) {
  return (
    <section className={classes.empty}>
      <h2>{text.noResults}</h2>
      <p>{text.noResultsHint}</p>
      <div className={classes.chips}>
        <FilterChips search={search} onChange={onChange} />
      </div>
      <WiderTime search={search} onChange={onChange} />
      <Wider search={search} onChange={onChange} />
      <div className={classes.chips}>
        <Button variant="default" onClick={() => onChange({ ...emptySearch, oldestFirst: search.oldestFirst })}>
          {text.clear}
        </Button>
      </div>
    </section>
  )
}

/** The nearest frame of time that has leads. */
function WiderTime({ search, onChange }: { search: LeadSearch; onChange: (search: LeadSearch) => void }) {
  const zone = useZone()
  const [now] = useState(() => new Date())
  const ranges = widerRanges(search, now, zone)
  const counts = useCounts(
    ranges.map((range) => range.search),
    now,
    zone,
  )
  // Not before the nearer ones are known to have none.
  const nearest = counts.findIndex((total) => total === undefined || total.value > 0)
  const range = ranges[nearest]
  const total = counts[nearest]
  if (!range || !total) return null
  return (
    <p className={classes.nearest}>
      <button type="button" className="link" onClick={() => onChange(range.search)}>
        {text.total(total.value, total.exact)}
      </button>{' '}
      {text.widerTime(range.words)}
    </p>
  )
}

/** What each single filter keeps away, where taking it away alone would help. */
function Wider({ search, onChange }: { search: LeadSearch; onChange: (search: LeadSearch) => void }) {
  const zone = useZone()
  const [now] = useState(() => new Date())
  const chips = chipsOf(search).slice(0, 6)
  const counts = useCounts(
    chips.map(({ without }) => without),
    now,
    zone,
  )
  const helping = chips.flatMap((chip, index) => {
    const total = counts[index]
    return total && total.value > 0 ? [{ chip, total }] : []
  })
  if (helping.length === 0 || chips.length === 1) return null
  return (
    <ul className={classes.wider}>
      {helping.map(({ chip, total }) => (
        <li key={chip.id}>
          <button type="button" className="link" onClick={() => onChange(chip.without)}>
            {text.total(total.value, total.exact)}
          </button>{' '}
          without {chip.label} {chip.value}
        </li>
      ))}
    </ul>
  )
}

/** How many leads each of the searches finds; undefined while that is not known. */
function useCounts(searches: readonly LeadSearch[], now: Date, zone: string) {
  const counts = useQueries({
    queries: searches.map((search) => {
      const parameters = leadParameters(search, now, zone)
      return {
        queryKey: ['wider', parameters],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (await listLeads(parameters, { cursor: null, limit: 1 }, signal)).total,
        staleTime: 10_000,
      }
    }),
  })
  return counts.map(({ data }) => data)
}
