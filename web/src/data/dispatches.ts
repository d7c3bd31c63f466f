import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { resolveDispatch as resolveEndpoint } from '@switchyard/contract/dispatches/resolve.ts'
import { send } from './send.ts'

export type Verdict = BodyInput<typeof resolveEndpoint>

/** Throws ApiProblem 409 when somebody else was quicker. */
export async function resolveDispatch(id: string, verdict: Verdict): Promise<OutputOf<typeof resolveEndpoint>> {
  return send<OutputOf<typeof resolveEndpoint>>('POST', `/v1/dispatches/${encodeURIComponent(id)}/resolve`, {
    body: verdict,
  })
}
