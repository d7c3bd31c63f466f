// What a storm found out, for a person.

import type { StormReport } from './storm.ts'

const shownProblems = 40

export function printReport({ seed, verdict, ...report }: StormReport): string {
  const faults = (...kinds: readonly string[]) =>
    [...report.faults].reduce((sum, [kind, count]) => (kinds.includes(kind) ? sum + count : sum), 0)
  const rows: readonly (readonly [string, string | number])[] = [
    ['leads answered 201', verdict.acknowledged],
    ['posts at the buyers', verdict.posts],
    ['kills', faults('killWorker', 'killApi')],
    ['restarts (SIGTERM)', faults('stopWorker', 'stopApi')],
    ['freezes', faults('freezeWorker')],
    ['database restarts', faults('restartDatabase')],
    ['database connection faults', faults('terminateBackends', 'stallDatabase', 'cutDatabase')],
    ['buyer moods', faults('buyer')],
    ['redeliveries and edits', faults('redeliver', 'editDelivery', 'editLead')],
    [
      'answers other than 201',
      [...report.otherAnswers].map(([status, count]) => `${count} x ${status}`).join(', ') || 0,
    ],
    ['delivered', verdict.delivered],
    ['recovered', verdict.recovered],
    ['lost', verdict.lost],
    ['repeats explained', verdict.repeatsExplained],
    ['repeats unexplained', verdict.repeatsUnexplained],
    ['phantoms', verdict.phantoms],
    ['taken twice by a buyer', verdict.takenTwice],
    ['in review', verdict.review],
    ['cap overshoot', verdict.capOvershoot],
    [
      'dispatches',
      Object.entries(report.states)
        .map(([state, count]) => `${count} ${state}`)
        .join(', '),
    ],
    ['longest wait', verdict.longestWaitMs === null ? '-' : `${(verdict.longestWaitMs / 1000).toFixed(1)} s`],
    ['quiet after', `${(report.calmAfterMs / 1000).toFixed(1)} s`],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const shown = report.problems.slice(0, shownProblems)
  const more = report.problems.length - shown.length
  return [
    `storm, seed ${seed}`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...report.inVain.map((words) => `  in vain: ${words}`),
    ...shown.map((words) => `  PROBLEM: ${words}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n')
}
