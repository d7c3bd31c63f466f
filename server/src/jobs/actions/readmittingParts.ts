import type { Destination } from '../../delivery/dispatcher.ts'
import type { ReadmissionContext } from '../../readmission/readmit.ts'

/** What actions need that take leads in again. */
export interface ReadmittingParts extends ReadmissionContext {
  /** Work was made for these destinations. */
  readonly wake: (destinations: readonly Destination[]) => void
}
