// The fixed sets of words in jobs.

export const jobStates = ['planned', 'running', 'paused', 'done', 'cancelled', 'failed'] as const
export type JobState = (typeof jobStates)[number]

/** `running`: its dispatch is under way. `leftOut`: nothing was done, for the reason that stands beside it. */
export const jobItemStates = ['waiting', 'running', 'succeeded', 'failed', 'leftOut', 'cancelled'] as const
export type JobItemState = (typeof jobItemStates)[number]

export const takeOrders = ['newest', 'oldest', 'random'] as const
export type TakeOrder = (typeof takeOrders)[number]
