import { Skeleton } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { importQuery, isRun, type Import } from '../../data/imports.ts'
import { assertNever } from '../../ui/assertNever.ts'
import page from '../../ui/page.module.css'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { usePageTitle } from '../../ui/usePageTitle.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import { ImportHead } from './ImportHead.tsx'
import type { ImportSearch, ImportStep } from './importSearch.ts'
import { ImportSteps } from './ImportSteps.tsx'
import classes from './ImportPage.module.css'
import { OptionsStep } from './OptionsStep.tsx'
import { PreviewStep } from './PreviewStep.tsx'
import { ReadStep } from './ReadStep.tsx'
import { ResultStep } from './ResultStep.tsx'
import { text } from './text.ts'

export function ImportPage() {
  const { id } = useParams({ from: '/signedIn/imports/$id' })
  const { data, error, refetch } = useQuery(importQuery(id))
  usePageTitle(data?.file.name ?? text.import(id))
  return (
    <div className={page.page}>
      <Link to="/imports" className={classes.back}>
        <IconChevronLeft size={14} aria-hidden="true" />
        {text.back}
      </Link>
      {data ? (
        <OneImport of={data} />
      ) : error ? (
        <>
          <h1 className="unseen">{text.import(id)}</h1>
          <ProblemNotice what={text.oneFailed} error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <Skeleton h={320} />
      )}
    </div>
  )
}

function OneImport({ of }: { of: Import }) {
  const search = useSearch({ from: '/signedIn/imports/$id' })
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { id, state } = of
  const show = (next: ImportSearch, replace = false) =>
    void navigate({ to: '/imports/$id', params: { id }, search: next, replace, resetScroll: false })
  useEffect(() => {
    // Its leads are not what they were.
    if (state === 'done' || state === 'undone') void queryClient.invalidateQueries({ queryKey: ['leads'] })
  }, [state, queryClient])
  const step = stepOf(of, search.step)
  const steps: StepProps = { of, search, onSearch: show, onStep: (next) => show({ step: next }) }
  return (
    <>
      <ImportHead of={of} />
      <ImportSteps of={of} step={step} />
      <Step step={step} {...steps} />
    </>
  )
}

export interface StepProps {
  readonly of: Import
  readonly search: ImportSearch
  readonly onSearch: (search: ImportSearch, replace?: boolean) => void
  readonly onStep: (step: ImportStep) => void
}

function Step({ step, ...props }: StepProps & { step: ImportStep }) {
  switch (step) {
    case 'read':
      return <ReadStep {...props} />
    case 'columns':
      return <ColumnsStep {...props} />
    case 'options':
      return <OptionsStep {...props} />
    case 'preview':
      return <PreviewStep {...props} />
    case 'result':
      return <ResultStep {...props} />
    default:
      return assertNever(step)
  }
}

/** There is no result before it was run, and nothing to see but how it was read where it could not be. */
function stepOf(of: Import, asked: ImportStep | undefined): ImportStep {
  if (of.state === 'failed' && of.jobId === null) return 'read'
  if (isRun(of) || of.jobId !== null) return asked ?? 'result'
  return asked === undefined || asked === 'result' ? 'preview' : asked
}
