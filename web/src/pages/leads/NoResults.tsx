import { Button } from '@mantine/core'
import classes from './Empty.module.css'
import { FilterChips } from './FilterChips.tsx'
import { emptySearch, type LeadSearch } from './search.ts'
import { text } from './text.ts'

export function NoResults({ search, onChange }: { search: LeadSearch; onChange: (search: LeadSearch) => void }) {
  return (
    <section className={classes.empty}>
      <h2>{text.noResults}</h2>
      <p>{text.noResultsHint}</p>
      <div className={classes.chips}>
        <FilterChips search={search} onChange={onChange} />
      </div>
      <div className={classes.chips}>
        <Button variant="default" onClick={() => onChange({ ...emptySearch, oldestFirst: search.oldestFirst })}>
          {text.clear}
        </Button>
      </div>
    </section>
  )
}
