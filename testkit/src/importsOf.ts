export interface Import {
  readonly specifier: string
  /** True when nothing of the import is left at run time. */
  readonly typeOnly: boolean
}

// In the order of the alternatives: import/export … from, bare import, dynamic import.
const pattern =
  /^\s*(?:import|export)\s+(?<type>type\s)?(?<names>[^'"`;=()]*?)\s*from\s*['"](?<from>[^'"]+)['"]|^\s*import\s*['"](?<bare>[^'"]+)['"]|\bimport\s*\(\s*['"](?<dynamic>[^'"]+)['"]/gm

/** The imports and re-exports of a TypeScript or JavaScript source text, in order, comments left out. Pure. */
export function importsOf(source: string): Import[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(pattern)].map((match) => {
    const { type, names, from, bare, dynamic } = match.groups ?? {}
    const specifier = from ?? bare ?? dynamic ?? ''
    return { specifier, typeOnly: type !== undefined || (from !== undefined && onlyTypes(names ?? '')) }
  })
}

/** `{ type A, type B }`: each name marked by itself. */
function onlyTypes(names: string): boolean {
  const inside = /^\{(?<list>[^}]*)\}$/.exec(names.trim())?.groups?.list
  if (inside === undefined) return false
  const list = inside.split(',').filter((name) => name.trim() !== '')
  return list.length > 0 && list.every((name) => /^\s*type\s/.test(name))
}
