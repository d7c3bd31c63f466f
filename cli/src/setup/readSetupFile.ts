// Set-up from a file, or from all JSON files of a folder put together.

import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, emptySetup, isDocument, sectionNames, sections, type SetupFile } from './sections.ts'

/** Refuses with every mistake at once, before anything is sent. */
export async function readSetupFile(path: string): Promise<SetupFile> {
  const isFolder = (await stat(path)).isDirectory()
  const files = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).toSorted() : [path]
  if (files.length === 0) throw new Error(`There is no .json file in ${path}.`)
  const setup = emptySetup()
  const problems: string[] = []
  for (const name of files) {
    const file = isFolder ? join(path, name) : name
    problems.push(...merge(setup, parseJson(await readFile(file, 'utf8'), file), file))
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return setup
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** Adds the file's documents to `setup`; answers what is wrong with them. */
function merge(setup: Record<string, Record<string, Document>>, content: unknown, file: string): string[] {
  if (!isDocument(content)) return [`${file}: expected an object with the sections ${sectionNames.join(', ')}.`]
  return Object.entries(content).flatMap(([name, documents]) => {
    const section = sectionNames.find((known) => known === name)
    const target = setup[name]
    if (section === undefined || target === undefined) {
      return [`${file}: ${name}: no such section. Known: ${sectionNames.join(', ')}.`]
    }
    if (!isDocument(documents)) return [`${file}: ${name}: expected an object of documents by key.`]
    return Object.entries(documents).flatMap(([key, document]) => {
      const at = `${file}: ${name}.${key}`
      if (!isDocument(document)) return [`${at}: expected an object.`]
      if (target[key] !== undefined) return [`${at}: is in another file too.`]
      target[key] = document
      const checked = sections[section].put.body?.safeParse(document)
      return checked === undefined || checked.success
        ? []
        : checked.error.issues.map(
            ({ path, message }) => `${at}${path.map((part) => `.${String(part)}`).join('')}: ${message}`,
          )
    })
  })
}
