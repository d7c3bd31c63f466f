import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isRun, type Import } from '../../data/imports.ts'
import classes from './ImportPage.module.css'
import { importSteps, type ImportStep } from './importSearch.ts'
import { text } from './text.ts'

/** Where one is, and the way to every step that makes sense now. Each has an address of its own. */
export function ImportSteps({ of, step }: { of: Import; step: ImportStep }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    // On a phone they do not all fit.
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [step])
  return (
    <nav aria-label={text.stepsLabel}>
      <ol ref={list} className={classes.steps}>
        {importSteps.map((one) => (
          <li key={one}>
            {isOpen(of, one) ? (
              <Link
                to="/imports/$id"
                params={{ id: of.id }}
                search={{ step: one }}
                resetScroll={false}
                aria-current={one === step ? 'step' : undefined}
              >
                {text.steps[one]}
              </Link>
            ) : (
              <span>{text.steps[one]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function isOpen(of: Import, step: ImportStep): boolean {
  if (of.state === 'failed' && of.jobId === null) return step === 'read'
  return step !== 'result' || isRun(of) || of.jobId !== null
}
