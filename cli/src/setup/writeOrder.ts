// In which order documents are written. Pure.

import type { Change } from './compareSetup.ts'
import { type Document, isDocument, type SectionName, type SetupFile } from './sections.ts'

export interface Write {
  readonly section: SectionName
  readonly key: string
  readonly document: Document
}

/**
 * A campaign's route names deliveries, and deliveries name their campaign. So a campaign whose route changes is written twice:
 * before its deliveries with the route that it has (a new one as a draft without any, so that nothing is sent anywhere in
 * between), and behind them as wanted.
 */
export function writeOrder(wanted: SetupFile, server: SetupFile, changes: readonly Change[]): Write[] {
  const first: Write[] = []
  const last: Write[] = []
  for (const { section, key, kind } of changes) {
    const document = wanted[section][key]
    if (kind === 'same' || document === undefined) continue
    if (section !== 'campaigns' || document['route'] === undefined) {
      first.push({ section, key, document })
      continue
    }
    last.push({ section, key, document })
    const stored = server.campaigns[key]
    const { route: _, ...withoutRoute } = document
    if (stored === undefined) first.push({ section, key, document: { ...withoutRoute, status: 'draft' } })
    else
      first.push({
        section,
        key,
        document: isDocument(stored['route']) ? { ...document, route: stored['route'] } : withoutRoute,
      })
  }
  return [...first, ...last]
}
