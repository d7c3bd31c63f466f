// The numbers of our advisory locks, side by side so that no two are the same. Several releases may work on one database: a number
// that was used once keeps its meaning.

export const advisoryLocks = {
  /** Who makes the first account. */
  firstAccount: 7_230_001,
  /** Who makes partitions ahead. */
  partitions: 7_230_002,
  /** Who gives events of the stream their place. */
  streamPlaces: 7_310_001,
  /** Who looks for what needs a person. */
  alerts: 7_310_002,
  /** Who counts the causes of an account; the account is the second number. */
  causes: 7_310_007,
  /** Who removes old jobs. */
  oldJobs: 7_310_008,
  /** Who looks for what is not as it usually is. */
  monitor: 7_310_027,
  /** Who looks after caps. */
  caps: 7_310_006,
  /** Shared by all who use an embedded server, in its own `postgres` database. */
  embeddedServer: 5_741_920_018,
  /** Who migrates. */
  migration: 5_741_920_019,
} as const
