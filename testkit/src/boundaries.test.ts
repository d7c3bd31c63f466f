// The walls of the architecture, checked over every source file. Each test lists the files that break its rule.

import { beforeAll, describe, expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './sourceFiles.ts'

let files: readonly SourceFile[]
let product: readonly SourceFile[]

beforeAll(async () => {
  files = await sourceFiles()
  product = files.filter((file) => !file.isTest)
})

/** "path -> import" for each import of `among` that `breaks` the rule. */
function breaches(among: readonly SourceFile[], breaks: (file: SourceFile, specifier: string) => boolean): string[] {
  return among.flatMap((file) =>
    file.imports
      .filter(({ specifier }) => breaks(file, specifier))
      .map(({ specifier }) => `${file.path} -> ${specifier}`),
  )
}

const ours = (specifier: string) => /^@switchyard\/(?<name>[a-z0-9]+)/.exec(specifier)?.groups?.name ?? null
const of = (...workspaces: string[]) => product.filter((file) => workspaces.includes(file.workspace))

describe('imports between workspaces', () => {
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    core: [],
    contract: [],
    server: ['core', 'contract'],
    web: ['contract'],
    cli: ['contract'],
  }
  /** Parts of another workspace that are open all the same: files of rows are read in the same way everywhere. */
  const open = (workspace: string, specifier: string) =>
    workspace === 'cli' && specifier.startsWith('@switchyard/core/csv/')

  it('go only where the architecture lets them', () => {
    const found = breaches(of(...Object.keys(mayImport)), (file, specifier) => {
      const target = ours(specifier)
      if (target === null || target === file.workspace || open(file.workspace, specifier)) return false
      return mayImport[file.workspace]?.includes(target) !== true
    })
    expect(found).toEqual([])
  })

  it('do not go round the rule by relative paths', () => {
    const found = breaches(files, (file, specifier) => {
      const depth = file.path.split('/').length - 2
      const climbs = specifier.split('/').filter((part) => part === '..').length
      return specifier.startsWith('.') && climbs > depth
    })
    expect(found).toEqual([])
  })

  it('leave core and contract without input and output', () => {
    const doing =
      /^(?:node:)?(?:fs|net|http|https|http2|tls|dns|dgram|child_process|cluster|worker_threads|process|timers|readline|sqlite)(?:\/|$)|^(?:undici|postgres|pino|fastify)/
    expect(breaches(of('core', 'contract'), (_, specifier) => doing.test(specifier))).toEqual([])
  })
})

describe('stages of the server', () => {
  const stages = ['intake', 'screening', 'routing', 'delivery', 'settlement', 'feedback', 'messages']
  const stageOf = (path: string) => stages.find((stage) => path.startsWith(`server/src/${stage}/`)) ?? null

  it('import each other for types alone: the pipeline puts them together', () => {
    const found = product.flatMap((file) => {
      const own = stageOf(file.path)
      if (own === null) return []
      return file.imports
        .filter(({ specifier, typeOnly }) => {
          if (typeOnly || !specifier.startsWith('.')) return false
          const target = stageOf(new URL(specifier, `file:///${file.path}`).pathname.slice(1))
          return target !== null && target !== own
        })
        .map(({ specifier }) => `${file.path} -> ${specifier}`)
    })
    expect(found).toEqual([])
  })
})

describe('files', () => {
  it('have at most 400 lines, tests 600', () => {
    const long = files.filter((file) => file.lines > (file.isTest ? 600 : 400))
    expect(long.map((file) => `${file.path}: ${file.lines}`)).toEqual([])
  })

  it('are small in the main: half of them have fewer than 100 lines', () => {
    const lines = product.map((file) => file.lines).toSorted((a, b) => a - b)
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(100)
  })

  it('are named after what is in them: no barrels, no drawers', () => {
    const vague = files.filter((file) => /\/(?:index|utils?|common|helpers?|misc)\.(?:tsx?|js)$/.test(file.path))
    expect(vague.map((file) => file.path)).toEqual([])
  })

  it('have no default export, except where a tool asks for one', () => {
    const found = files.filter(
      (file) => /^export default\b/m.test(file.text) && !/\/vite(?:st)?\.config\.ts$/.test(file.path),
    )
    expect(found.map((file) => file.path)).toEqual([])
  })

  it('name the file in relative imports, with its ending', () => {
    const found = breaches(
      files,
      (_, specifier) => specifier.startsWith('.') && !/\.(?:tsx?|js|css|svg|json)$/.test(specifier),
    )
    expect(found).toEqual([])
  })
})
