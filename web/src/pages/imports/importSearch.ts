// What the import screens show, as their URLs say it.

import { importPurposes, importStates, rowVerdicts, type RowVerdict } from '@switchyard/contract/imports/words.ts'
import type { ImportPurpose, ImportState } from '../../data/imports.ts'

export const importSteps = ['read', 'columns', 'options', 'preview', 'result'] as const
export type ImportStep = (typeof importSteps)[number]

export type RowChoice = RowVerdict | 'ignored' | 'failed'

export interface ImportSearch {
  /** Left out: the result once it was run, else the preview. */
  readonly step?: ImportStep
  /** Which rows are shown; left out: none in particular. */
  readonly rows?: RowChoice
}

export interface ImportsSearch {
  readonly campaign?: string
  readonly purpose?: ImportPurpose
  readonly state?: ImportState
}

export interface NewImportSearch {
  readonly campaign?: string
  readonly purpose?: ImportPurpose
}

type Raw = Readonly<Record<string, unknown>>

/** What is not understood is left out. */
export function parseImportSearch(raw: Raw): ImportSearch {
  const step = importSteps.find((known) => known === raw['step'])
  const rows = [...rowVerdicts, 'ignored' as const, 'failed' as const].find((known) => known === raw['rows'])
  return { ...(step && { step }), ...(rows && { rows }) }
}

export function parseImportsSearch(raw: Raw): ImportsSearch {
  const state = importStates.find((known) => known === raw['state'])
  return { ...parseNewImportSearch(raw), ...(state && { state }) }
}

export function parseNewImportSearch(raw: Raw): NewImportSearch {
  const { campaign } = raw
  const purpose = importPurposes.find((known) => known === raw['purpose'])
  return { ...(typeof campaign === 'string' && campaign !== '' && { campaign }), ...(purpose && { purpose }) }
}
