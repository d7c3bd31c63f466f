import type { JobAction } from '../jobs/action.ts'
import type { Recorder } from './recorder.ts'

/** The same actions; the leads of each chunk are told once it is committed. */
export function recordActions<Actions extends Readonly<Record<string, JobAction<unknown>>>>(
  actions: Actions,
  recorder: Recorder,
): Actions {
  const recording = Object.entries(actions).map(([name, action]) => [name, recorded(action, recorder)] as const)
  // Every action is there under its own name.
  return Object.fromEntries(recording) as unknown as Actions
}

function recorded(action: JobAction<unknown>, recorder: Recorder): JobAction<unknown> {
  return {
    ...action,
    run(tx, scope, options, leads, afterCommit) {
      afterCommit(() =>
        recorder.leads(
          scope.accountId,
          leads.map(({ id }) => id),
        ),
      )
      return action.run(tx, scope, options, leads, afterCommit)
    },
  }
}
