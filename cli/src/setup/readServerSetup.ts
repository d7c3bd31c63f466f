import type { Api } from '../api.ts'
import { type Document, emptySetup, isDocument, sectionNames, sections, type SetupFile } from './sections.ts'

/** What the server adds to a document; it is no part of the set-up. */
const added = ['version', 'updatedAt', 'updatedBy']

/** The whole set-up of the account as the server has it: defaults filled in, secrets masked. */
export async function readServerSetup(api: Api): Promise<SetupFile> {
  const setup = emptySetup()
  for (const name of sectionNames) {
    const { list, id } = sections[name]
    let cursor: string | null = null
    do {
      const query: object = cursor === null ? {} : { cursor }
      const page: unknown = await api.call(list, { query })
      if (!isDocument(page)) throw new Error(`The server gave no list of ${name}.`)
      for (const stored of documentsIn(page[name])) setup[name][String(stored[id])] = without(stored, [...added, id])
      cursor = typeof page['nextCursor'] === 'string' ? page['nextCursor'] : null
    } while (cursor !== null)
  }
  return setup
}

function documentsIn(value: unknown): readonly Document[] {
  return Array.isArray(value) ? value.filter(isDocument) : []
}

function without(document: Document, names: readonly string[]): Document {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)))
}
