// The fixed sets of words in drafts of corrections.

/**
 * What would become of a row: `refused`, `quarantined` and `errored` as the checks say; `leftOut`: nothing would be done with it;
 * `unchecked`: nobody has looked since it was changed.
 */
export const draftVerdicts = ['unchecked', 'ready', 'refused', 'quarantined', 'errored', 'leftOut'] as const
export type DraftVerdictState = (typeof draftVerdicts)[number]

/** `error`: the value cannot stand. `warning`: the value is well formed, and the lead is refused for it all the same. */
export const draftSeverities = ['error', 'warning'] as const
export type DraftSeverity = (typeof draftSeverities)[number]
