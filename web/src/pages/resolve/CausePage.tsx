import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { IconChevronLeft } from '@tabler/icons-react'
import { causeQuery } from '../../data/causes.ts'
import { useMayOperate } from '../../data/useMayOperate.ts'
import { useZone } from '../../data/useZone.ts'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { CauseHead } from './CauseHead.tsx'
import { causeTitle } from './causeWords.ts'
import { CureCards } from './CureCards.tsx'
import { FileLinks } from './FileLinks.tsx'
import classes from './CausePage.module.css'
import { spanParameters } from './resolveSearch.ts'
import { text } from './text.ts'
import { useNow } from './useNow.ts'

/** One cause: its leads, and the cures with what each would do. */
export function CausePage() {
  const { cause: id } = useParams({ from: '/signedIn/resolve/$cause' })
  const search = useSearch({ from: '/signedIn/resolve/$cause' })
  const navigate = useNavigate()
  const mayOperate = useMayOperate()
  const span = spanParameters(search.date, useNow(), useZone())
  const { data: cause, error, refetch } = useQuery(causeQuery(id, span))
  usePageTitle(cause ? causeTitle(cause) : text.title)
  const { date } = search
  const dated = date === undefined ? {} : { date }
  return (
    <div className={page.page}>
      <Link to="/resolve" search={dated} className={classes.back}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {text.back}
      </Link>
      {cause ? (
        <>
          <div className={page.bar}>
            <h1 className={page.title}>{causeTitle(cause)}</h1>
            <FileLinks campaign={cause.campaign} />
          </div>
          <CauseHead cause={cause} span={dated} mayOperate={mayOperate} />
          {mayOperate ? (
            <CureCards
              key={cause.id}
              cause={cause}
              span={span}
              search={search}
              onChoose={(cure) =>
                void navigate({
                  to: '/resolve/$cause',
                  params: { cause: id },
                  search: cure === null ? dated : { ...dated, cure },
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          ) : (
            <p className="soft">{text.mayNot}</p>
          )}
        </>
      ) : error ? (
        <ProblemNotice what={text.oneFailed} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={300} />
      )}
    </div>
  )
}
