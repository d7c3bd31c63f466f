import { BaseSequencer } from 'vitest/node'

/** Of the files that take longest, the longest first; found in a run of everything, where a wrong place costs seconds and no more. */
const long = [
  'e2e/accessibility',
  'e2e/bulkAccessibility',
  'e2e/bulk.',
  'e2e/leadsSearch',
  'e2e/leadRepair',
  'server/src/delivery/kill.',
  'testkit/src/storm/storm.',
  'server/src/jobs/kill.',
  'server/src/db/embedded.',
  'server/src/caps/rush.',
  'delivery/databaseAway.',
  'recovery/brokenLines.',
  'recovery/frozen.',
  'recovery/fileHandles.',
  'settlement/zombie.',
  'endpoints/breaker.',
  'testkit/src/redeliverCommand.',
  'testkit/src/commandLine.',
]

/** Vitest's own order begins with the largest files. Here a short file often takes longest, and begun last it runs alone. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const place = ({ moduleId }) => {
      const index = long.findIndex((part) => moduleId.includes(part))
      return index === -1 ? long.length : index
    }
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own method, no array's
    const usual = await super.sort(files)
    return usual.toSorted((a, b) => place(a) - place(b))
  }
}
