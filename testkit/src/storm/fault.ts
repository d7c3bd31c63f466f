// What can be done to a running system, as data: a schedule of it can be printed, compared and run again.

export const moods = ['hang', 'reset', 'throttle', 'error', 'slow'] as const
/** How a buyer misbehaves. */
export type Mood = (typeof moods)[number]

export type Fault =
  /** SIGKILL, and started again. */
  | { readonly kind: 'killWorker'; readonly worker: number }
  | { readonly kind: 'killApi' }
  /** SIGTERM, and started again when it has ended by itself. */
  | { readonly kind: 'stopWorker'; readonly worker: number }
  | { readonly kind: 'stopApi' }
  /** SIGSTOP, and SIGCONT after a while: longer than a lease makes it a zombie. */
  | { readonly kind: 'freezeWorker'; readonly worker: number; readonly forMs: number }
  /** `pg_ctl restart`. */
  | { readonly kind: 'restartDatabase'; readonly mode: 'fast' | 'immediate' }
  /** pg_terminate_backend for a share of the connections. */
  | { readonly kind: 'terminateBackends'; readonly share: number }
  /** The network to the database swallows everything; its old connections may never be heard of again. */
  | { readonly kind: 'stallDatabase'; readonly forMs: number; readonly old: 'dead' | 'goOn' }
  /** Every connection to the database is reset. */
  | { readonly kind: 'cutDatabase' }
  /** Only a share of the requests: what a breaker makes of a dead buyer is not the storm's subject. */
  | {
      readonly kind: 'buyer'
      readonly delivery: string
      readonly mood: Mood
      readonly share: number
      readonly forMs: number
    }
  /** A person sends refused leads of a delivery again, against its caps. */
  | { readonly kind: 'redeliver'; readonly delivery: string; readonly count: number; readonly seed: number }
  /** A person changes a delivery's set-up under load. */
  | { readonly kind: 'editDelivery'; readonly delivery: string; readonly concurrency: number }
  /** A person edits a lead that is on its way. */
  | { readonly kind: 'editLead'; readonly place: number }
export type FaultKind = Fault['kind']

export interface PlannedFault {
  /** Since the start of the storm. */
  readonly atMs: number
  readonly fault: Fault
}

/** In the words of a log. */
export function faultWords(fault: Fault): string {
  return Object.values(fault).join(' ')
}
