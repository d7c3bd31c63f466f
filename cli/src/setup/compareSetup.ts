// What applying a file would change. Pure.

import { type Document, isDocument, sectionNames, sections, type SectionName, type SetupFile } from './sections.ts'

export interface Change {
  readonly section: SectionName
  readonly key: string
  readonly kind: 'create' | 'change' | 'same'
  /** Paths of the properties that differ; empty unless it is a change. */
  readonly paths: readonly string[]
}

/** How the server shows a secret that it keeps to itself. */
const mask = '••••'

/** Documents that only the server has are left alone, and are not in the list. */
export function compareSetup(wanted: SetupFile, server: SetupFile): Change[] {
  return sectionNames.flatMap((section) =>
    Object.entries(wanted[section]).map(([key, document]): Change => {
      const stored = server[section][key]
      if (stored === undefined) return { section, key, kind: 'create', paths: [] }
      const whole = { ...keptUnlessSaid(section, document, stored), ...document }
      const paths = differences(withDefaults(section, key, whole), withDefaults(section, key, stored), '')
      return { section, key, kind: paths.length === 0 ? 'same' : 'change', paths }
    }),
  )
}

/** Nobody unlocks a picklist by writing a document that does not speak of the lock. */
function keptUnlessSaid(section: SectionName, document: Document, stored: Document): Document {
  if (section !== 'picklists' || document['locked'] !== undefined) return {}
  const { locked, lockReason } = stored
  return locked === true && lockReason !== undefined ? { locked, lockReason } : { locked }
}

/** A shorthand and its long form are the same document; a document without a name is called after its key. */
function withDefaults(section: SectionName, key: string, document: Document): unknown {
  const parsed = sections[section].put.body?.safeParse(document)
  const data: unknown = parsed?.success === true ? parsed.data : document
  return isDocument(data) && data['name'] === '' ? { ...data, name: key } : data
}

function differences(wanted: unknown, stored: unknown, path: string): string[] {
  if (isDocument(wanted) && isDocument(stored)) {
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(stored)])]
    return names.flatMap((name) => differences(wanted[name], stored[name], path === '' ? name : `${path}.${name}`))
  }
  if (Array.isArray(wanted) && Array.isArray(stored) && wanted.length === stored.length) {
    return wanted.flatMap((item, index) => differences(item, stored[index], `${path}[${index}]`))
  }
  if (stored === mask && typeof wanted === 'string' && wanted !== mask)
    return [`${path} (a secret, which cannot be compared)`]
  return JSON.stringify(wanted) === JSON.stringify(stored) ? [] : [path]
}
