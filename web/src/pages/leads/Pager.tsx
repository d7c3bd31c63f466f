import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react'
import { pageSize } from '../../data/leads.ts'
import { formatCount } from '../../format/count.ts'
import classes from './LeadsPage.module.css'
import { cursorBefore } from './pageTrail.ts'
import type { LeadSearch } from './search.ts'
import { text } from './text.ts'

export interface PagerProps {
  readonly search: LeadSearch
  readonly nextCursor: string | null
  readonly count: number
  readonly onChange: (search: LeadSearch) => void
}

/** Pages by keyset: each page has a URL of its own that shows the same leads for ever. */
export function Pager({ search, nextCursor, count, onChange }: PagerProps) {
  if (search.cursor === null && nextCursor === null) return null
  const before = cursorBefore(sessionStorage, search)
  const first = (search.page - 1) * pageSize + 1
  return (
    <nav className={classes.pager} aria-label="Pages">
      <span className="tabular soft">
        {count === 0 ? '' : `${formatCount(first)}–${formatCount(first + count - 1)}`}
      </span>
      <span className={classes.pagerButtons}>
        {search.page > 2 || (search.cursor !== null && before === undefined) ? (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconChevronsLeft size={15} />}
            onClick={() => onChange({ ...search, cursor: null, page: 1, peek: null })}
          >
            {text.firstPage}
          </Button>
        ) : null}
        <Button
          variant="default"
          leftSection={<IconChevronLeft size={15} />}
          disabled={search.cursor === null || before === undefined}
          onClick={() => onChange({ ...search, cursor: before ?? null, page: search.page - 1, peek: null })}
        >
          {text.previous}
        </Button>
        <Button
          variant="default"
          rightSection={<IconChevronRight size={15} />}
          disabled={nextCursor === null}
          onClick={() => onChange({ ...search, cursor: nextCursor, page: search.page + 1, peek: null })}
        >
          {text.next}
        </Button>
      </span>
    </nav>
  )
}
