// Adds up a V8 CPU profile.

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: readonly number[]
  }[]
  /** The node that was on top of the stack, sample by sample. */
  readonly samples: readonly number[]
}

export interface Cost {
  readonly name: string
  /** Of all samples that were not idle. */
  readonly percent: number
  /** Counted once where it stands on the stack more than once. */
  readonly withCalleesPercent: number
}

type Frame = CpuProfile['nodes'][number]['callFrame']

/** Most expensive first. */
export function costsBy(profile: CpuProfile, what: 'function' | 'module'): readonly Cost[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const parents = new Map(
    profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
  )
  const hits = new Map<number, number>()
  for (const id of profile.samples) hits.set(id, (hits.get(id) ?? 0) + 1)

  const self = new Map<string, number>()
  const withCallees = new Map<string, number>()
  let busy = 0
  for (const [id, count] of hits) {
    const top = nodes.get(id)
    if (top === undefined || top.callFrame.functionName === '(idle)') continue
    busy += count
    add(self, nameOf(top.callFrame, what), count)
    const onStack = new Set<string>()
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = nodes.get(at)
      if (node) onStack.add(nameOf(node.callFrame, what))
    }
    for (const name of onStack) add(withCallees, name, count)
  }
  const share = (count: number) => (busy === 0 ? 0 : (count / busy) * 100)
  return [...self]
    .map(([name, count]) => ({ name, percent: share(count), withCalleesPercent: share(withCallees.get(name) ?? 0) }))
    .toSorted((a, b) => b.percent - a.percent)
}

function add(sums: Map<string, number>, name: string, count: number): void {
  sums.set(name, (sums.get(name) ?? 0) + count)
}

function nameOf({ functionName, url, lineNumber }: Frame, what: 'function' | 'module'): string {
  if (url === '') return functionName
  if (what === 'module') return moduleOf(url)
  return `${functionName || '(anonymous)'} ${moduleOf(url)}/${url.split('/').at(-1) ?? ''}:${lineNumber + 1}`
}

/** A package's name, or one of our folders: "node_modules/undici", "server/src/intake". */
function moduleOf(url: string): string {
  if (url.startsWith('node:')) return 'node'
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)
  if (inPackage) return `node_modules/${inPackage[1]}`
  const ours = /\/((?:core|contract|server)\/src(?:\/[^/]+)?)\//.exec(url)
  return ours?.[1] ?? url
}
