// The fixed sets of words in causes.

export const causeKinds = ['check', 'destination'] as const
export type CauseKind = (typeof causeKinds)[number]

/** `resolved`: cured, and no lead has it any more. `kept`: its leads stay rejected, and it is no work to be done. */
export const causeStates = ['open', 'acknowledged', 'resolved', 'kept'] as const
export type CauseState = (typeof causeStates)[number]

/** Those of the core, which the server's tests compare them with. */
export const cureKinds = ['addListValue', 'addSynonym', 'setValue', 'relaxRule', 'skip', 'none', 'keep'] as const
