// Redeliver: leads are sent to a delivery again, beside its caps and hours, and past its filter rules when that was asked for.

import type { RedeliverOptions } from '@switchyard/contract/jobs/actions/redeliver.ts'

import type { IdBlock } from '../../db/ids.ts'
import type { Destination } from '../../delivery/dispatcher.ts'
import { invalid } from '../../http/problem.ts'
import type { JobAction } from '../action.ts'
import { considerRedelivery } from '../redelivery/consider.ts'
import { forecastRedelivery } from '../redelivery/forecast.ts'
import { sendAgain } from '../redelivery/sendAgain.ts'
import { problemsOf } from '../redelivery/target.ts'

export interface RedeliverParts {
  readonly dispatchIds: IdBlock
  /** Work was made for these destinations. */
  readonly wake: (destinations: readonly Destination[]) => void
  /** Places in caps came free: leads may wait for them. */
  readonly onFreed: () => void
}

export function createRedeliver(parts: RedeliverParts): JobAction<RedeliverOptions> {
  return {
    name: 'redeliver',
    chunk: 250,
    async check(_tx, { setup }, options, campaigns) {
      const problems = problemsOf(setup, options, campaigns)
      if (problems.length > 0) throw invalid(problems, 422, 'invalid_job')
    },
    consider: considerRedelivery,
    async run(tx, scope, options, leads, afterCommit) {
      const { results, dispatches, freesPlaces } = await sendAgain(tx, scope, options, leads, parts.dispatchIds)
      if (dispatches.length > 0) afterCommit(() => parts.wake(dispatches))
      if (freesPlaces) afterCommit(parts.onFreed)
      return results
    },
    forecast: forecastRedelivery,
    pace: ({ perSecond }) => perSecond ?? null,
    tryFirst: ({ tryFirst }) => tryFirst ?? null,
  }
}
