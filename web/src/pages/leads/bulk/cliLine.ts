// A filled-in bulk function as the line of the command line that does the same.

import type { JobRequest } from '../../../data/jobs.ts'
import { shellQuote } from '../../../format/shellQuote.ts'

/** Systems take no longer words than 128 kB; a list of this many ids stays below it. */
const mostIds = 5000

/** Null where the selection is too long for a command line. Pure. */
export function cliLine(request: JobRequest): string | null {
  const selection = selectionWords(request.selection)
  if (selection === null) return null
  return ['switchyard', ...commandWords(request, selection)].map(shellQuote).join(' ')
}

type Words = readonly string[]

function commandWords(request: JobRequest, selection: Words): Words {
  if (request.action !== 'redeliver') {
    const { action, options } = request
    const given =
      options === undefined || Object.keys(options).length === 0 ? [] : ['--options', JSON.stringify(options)]
    return ['job', 'run', '--action', action, ...selection, ...given]
  }
  const { delivery, skipRules, includeAccepted, perSecond, tryFirst } = request.options ?? {}
  return [
    'redeliver',
    ...selection,
    ...(delivery === undefined ? [] : ['--delivery', delivery]),
    ...(skipRules === true ? ['--skip-rules'] : []),
    ...(includeAccepted === true ? ['--include-accepted'] : []),
    ...(perSecond === undefined ? [] : ['--per-second', String(perSecond)]),
    ...(tryFirst === undefined ? [] : ['--try', String(tryFirst)]),
  ]
}

function selectionWords(selection: JobRequest['selection']): Words | null {
  if ('ids' in selection) return selection.ids.length > mostIds ? null : ['--ids', selection.ids.join(',')]
  const { query, take } = selection
  const parameters = Object.entries(query as Readonly<Record<string, unknown>>).map(([name, value]) => [
    name,
    String(value),
  ])
  const asked = ['--query', new URLSearchParams(parameters).toString()]
  if (!take) return asked
  const { count, order, seed } = take
  return [...asked, '--take', String(count), '--order', order, ...(seed === undefined ? [] : ['--seed', String(seed)])]
}
