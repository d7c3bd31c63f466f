import { BaseSequencer } from 'vitest/node'

/** The files that take longest, those that mostly wait between those that mostly work; a wrong place costs seconds and no more. */
const long = [
  'e2e/accessibility',
  'e2e/bulk.',
  'e2e/leadsSearch',
  'e2e/bulkAccessibility',
  'e2e/leadRepair',
  'e2e/jobs.',
  'testkit/src/storm/storm.',
  'endpoints/breaker.',
  'recovery/frozen.',
  'settlement/zombie.',
  'server/src/delivery/kill.',
  'recovery/fileHandles.',
  'server/src/db/embedded.',
  'server/src/stream/stream.',
  'server/src/jobs/kill.',
  'recovery/brokenLines.',
  'delivery/databaseAway.',
  'delivery/limits.',
  'server/src/caps/rush.',
  'recovery/diskFull.',
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
