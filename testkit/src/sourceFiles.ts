import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Import, importsOf } from './importsOf.ts'

export interface SourceFile {
  /** Below the repository's root, with forward slashes: "core/src/lead/states.ts". */
  readonly path: string
  readonly workspace: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly isTest: boolean
}

const workspaces = ['core', 'contract', 'server', 'web', 'cli', 'testkit', 'e2e', 'bench', 'scripts']
const skipped = new Set(['node_modules', 'dist', 'data'])

/** Every source file of the repository (ts, tsx, js), build output and packages left out. */
export async function sourceFiles(): Promise<SourceFile[]> {
  const root = join(import.meta.dirname, '../..')
  const found = await Promise.all(workspaces.map((workspace) => filesBelow(root, workspace)))
  return await Promise.all(found.flat().map((path) => readSource(root, path)))
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const nested = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : await filesBelow(root, path)
    return /\.(?:tsx?|js)$/.test(entry.name) ? [path] : []
  })
  return (await Promise.all(nested)).flat()
}

async function readSource(root: string, path: string): Promise<SourceFile> {
  const text = await readFile(join(root, path), 'utf8')
  return {
    path,
    workspace: path.split('/')[0] ?? '',
    text,
    lines: text.split('\n').length - 1,
    imports: importsOf(text),
    isTest: /\.test\.tsx?$/.test(path) || path.startsWith('e2e/'),
  }
}
