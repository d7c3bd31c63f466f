// The paths by which answer rules look into an XML answer: a/b/@c, b[2], //b anywhere.

import type { XmlElement } from './xmlAnswer.ts'

export interface XmlPath {
  /** The path began with "//": the first element may stand at any depth. */
  readonly anywhere: boolean
  readonly steps: readonly { readonly name: string; readonly position: number }[]
  readonly attribute: string | null
}

/**
 * Parses a path that begins with the root element ("Response/Status", "/Response/@code") or with "//". A name without a
 * prefix also matches elements that have one, `*` matches every name, [2] is the second of that name, as in XPath.
 * @returns the path, or a sentence that says what is wrong with it
 */
export function parseXmlPath(path: string): XmlPath | { readonly problem: string } {
  const anywhere = path.trim().startsWith('//')
  const parts = path
    .trim()
    .replace(/^\/{1,2}/, '')
    .replace(/\/text\(\)$/, '')
    .split('/')
  const last = parts.at(-1) ?? ''
  const attribute = last.startsWith('@') ? last.slice(1) : null
  const named = attribute === null ? parts : parts.slice(0, -1)
  const steps: { name: string; position: number }[] = []
  for (const part of named) {
    const match = /^(\*|[\p{L}_][\p{L}\p{N}_.:-]*)(?:\[(\d{1,6})\])?$/u.exec(part)
    if (match?.[1] === undefined) return { problem: `The path '${path}' cannot be read at '${part}'` }
    steps.push({ name: match[1], position: Number(match[2] ?? 1) })
  }
  if (steps.length === 0 || attribute === '') return { problem: `The path '${path}' names no element` }
  return { anywhere, steps, attribute }
}

/** The text of the first element or attribute that the path leads to, trimmed; undefined when there is none. */
export function readXml(root: XmlElement, path: XmlPath): string | undefined {
  const starts = path.anywhere ? everyLevel(root) : [[root]]
  for (const siblings of starts) {
    const found = follow(siblings, path)
    if (found !== undefined) return found
  }
  return undefined
}

function follow(siblings: readonly XmlElement[], { steps, attribute }: XmlPath): string | undefined {
  let level = siblings
  let element: XmlElement | undefined
  for (const { name, position } of steps) {
    element = level.filter((candidate) => isNamed(candidate.name, name))[position - 1]
    if (element === undefined) return undefined
    level = element.children
  }
  return attribute === null ? element?.text.trim() : element?.attributes.get(attribute)?.trim()
}

/** The root alone, then the children of each element, in document order. */
function everyLevel(root: XmlElement): readonly (readonly XmlElement[])[] {
  const levels: (readonly XmlElement[])[] = [[root]]
  const collect = (element: XmlElement) => {
    if (element.children.length === 0) return
    levels.push(element.children)
    for (const child of element.children) collect(child)
  }
  collect(root)
  return levels
}

function isNamed(name: string, wanted: string): boolean {
  return wanted === '*' || name === wanted || (!wanted.includes(':') && name.slice(name.indexOf(':') + 1) === wanted)
}
