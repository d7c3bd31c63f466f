import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { runPreflight as runPreflightEndpoint } from '@switchyard/contract/preflight/run.ts'
import { send } from './send.ts'

export type Preflight = OutputOf<typeof runPreflightEndpoint>
export type PreflightCase = Preflight['cases'][number]

export async function runPreflight(
  campaign: string,
  body: BodyInput<typeof runPreflightEndpoint>,
  signal?: AbortSignal,
): Promise<Preflight> {
  return send<Preflight>('POST', `/v1/campaigns/${encodeURIComponent(campaign)}/preflight`, { body, signal })
}
