// What is different between two versions of a set-up document, in words.

import { assertNever } from '../assert.ts'

export interface DocumentChange {
  /** Entries of lists by what they are called: `values.Volkswagen.synonyms["V W"]`. */
  readonly path: string
  /** `moved`: the same entries in another order. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** Null where it was not there. */
  readonly before: unknown
  /** Null where it is gone. */
  readonly after: unknown
  /** "values › Volkswagen › synonyms: 'VW' added" */
  readonly words: string
}

type Path = readonly (string | number)[]

/**
 * Compares two JSON documents. Lists of objects that have names (a picklist's values, a campaign's fields) are compared by those names,
 * lists of texts as sets; in other lists what stands alike at both ends is left out, and the rest is compared place by place.
 */
export function documentChanges(before: unknown, after: unknown): DocumentChange[] {
  return changesAt([], before, after)
}

function changesAt(path: Path, before: unknown, after: unknown): DocumentChange[] {
  if (before === after) return []
  if (isAbsent(before)) return isAbsent(after) ? [] : [change(path, 'added', null, after)]
  if (isAbsent(after)) return [change(path, 'removed', before, null)]
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(path, before, after)
  if (isObject(before) && isObject(after)) {
    return namesOf(before, after).flatMap((name) => changesAt([...path, name], before[name], after[name]))
  }
  return [change(path, 'changed', before, after)]
}

/** In the order of the new one; what is gone comes last. */
function namesOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
}

/** By which property the entries of a list are known. */
const naming = ['value', 'key', 'delivery', 'name'] as const

function listChanges(path: Path, before: readonly unknown[], after: readonly unknown[]): DocumentChange[] {
  const nameOf = namerOf([before, after])
  if (nameOf) return namedChanges(path, byName(before, nameOf), byName(after, nameOf))
  const start = before.findIndex((one, index) => index >= after.length || !isSame(one, after[index]))
  const from = start < 0 ? before.length : start
  let same = 0
  const most = Math.min(before.length, after.length) - from
  while (same < most && isSame(before.at(-1 - same), after.at(-1 - same))) same += 1
  const end = Math.max(before.length, after.length) - same
  return Array.from({ length: end - from }, (_, offset) => {
    const index = from + offset
    const old = index < before.length - same ? before[index] : undefined
    const fresh = index < after.length - same ? after[index] : undefined
    return changesAt([...path, index], old, fresh)
  }).flat()
}

type Namer = (entry: unknown) => string | null

/** Null where the entries have no names, or two of one list have the same. */
function namerOf(lists: readonly (readonly unknown[])[]): Namer | null {
  const ways: readonly Namer[] = [
    (entry) => (typeof entry === 'string' ? entry : null),
    ...naming.map(
      (property): Namer =>
        (entry) =>
          textAt(entry, property),
    ),
  ]
  const isFit = (way: Namer) =>
    lists.every((list) => {
      const names = list.map(way)
      return names.every((name) => name !== null) && new Set(names).size === names.length
    })
  return ways.find(isFit) ?? null
}

function byName(list: readonly unknown[], nameOf: Namer): ReadonlyMap<string, unknown> {
  return new Map(list.map((entry) => [nameOf(entry) ?? '', entry]))
}

function namedChanges(
  path: Path,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): DocumentChange[] {
  const changes = [...new Set([...after.keys(), ...before.keys()])].flatMap((name) =>
    changesAt([...path, name], before.get(name), after.get(name)),
  )
  const stayed = [...after.keys()].filter((name) => before.has(name))
  const stood = [...before.keys()].filter((name) => after.has(name))
  const isMoved = stayed.some((name, index) => name !== stood[index])
  return isMoved ? [...changes, change(path, 'moved', null, null)] : changes
}

function change(path: Path, kind: DocumentChange['kind'], before: unknown, after: unknown): DocumentChange {
  return { path: pathText(path), kind, before, after, words: wordsOf(path, kind, before, after) }
}

function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    if (!/^[A-Za-z_][\w-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`
    return text === '' ? part : `${text}.${part}`
  }, '')
}

function wordsOf(path: Path, kind: DocumentChange['kind'], before: unknown, after: unknown): string {
  const place = (parts: Path) => parts.map((part) => (typeof part === 'number' ? part + 1 : part)).join(' › ')
  const last = path.at(-1)
  switch (kind) {
    case 'added':
    case 'removed': {
      const value = kind === 'added' ? after : before
      // What has a name is known by it; of a property the value says more.
      const isNamed =
        typeof last === 'string' && (value === last || naming.some((name) => textAt(value, name) === last))
      return isNamed ? `${place(path.slice(0, -1))}: '${last}' ${kind}` : `${place(path)}: ${brief(value)} ${kind}`
    }
    case 'changed':
      return `${place(path)}: ${brief(before)} → ${brief(after)}`
    case 'moved':
      return `${place(path)}: in another order`
    default:
      return assertNever(kind)
  }
}

function brief(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}

function textAt(entry: unknown, property: string): string | null {
  const text = isObject(entry) ? entry[property] : null
  return typeof text === 'string' ? text : null
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null
}

function isSame(one: unknown, other: unknown): boolean {
  return changesAt([], one, other).length === 0
}
