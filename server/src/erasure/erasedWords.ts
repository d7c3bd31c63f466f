/** Why a dispatch of an erased lead was cancelled. */
export const erasedWords = 'The lead was erased'

/** What stands in the list where a lead had its summary. */
export const erasedSummary = 'Erased'
