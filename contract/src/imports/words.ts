// The fixed sets of words in imports.

export const importPurposes = ['leads', 'resolve', 'returns', 'suppression'] as const
export type ImportPurpose = (typeof importPurposes)[number]

/** `reading`: its rows are being looked at. `ready`: it can be run. `undone`: its new leads were taken out again. */
export const importStates = [
  'reading',
  'ready',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof importStates)[number]

/**
 * What a row would do, or did. `superseded`: a later row is about the same lead. `duplicate`: the file's own policy leaves it out.
 * `invalid`: a row error, which never stops the file.
 */
export const rowVerdicts = [
  'update',
  'unchanged',
  'create',
  'unknownId',
  'alreadyAccepted',
  'conflict',
  'superseded',
  'duplicate',
  'invalid',
] as const
export type RowVerdict = (typeof rowVerdicts)[number]

/** What a column can hold besides a field of the campaign. */
export const columnTargets = [
  '@leadId',
  '@revision',
  '@supplier',
  '@source',
  '@externalId',
  '@consent.email',
  '@consent.sms',
  '@reason',
  '@buyer',
  '@entry',
] as const
export type ColumnTarget = (typeof columnTargets)[number]

/** Why a column is taken for what it is taken for. */
export const mappingOrigins = ['asked', 'platform', 'heading', 'remembered', 'values'] as const
export type MappingOrigin = (typeof mappingOrigins)[number]

export const duplicatePolicies = ['create', 'update', 'skip'] as const
export const duplicateKeys = ['email', 'phone', 'externalId'] as const
