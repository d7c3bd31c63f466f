// Reads an XML answer into a small tree. No DOCTYPE, no entities but the five and numeric ones, bounded in every direction.

import { SaxesParser } from 'saxes'

const limits = { depth: 64, nodes: 10_000, attributes: 64, characters: 256 * 1024 } as const

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** All text inside, also in the children, in order. */
  readonly text: string
}

interface OpenElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  readonly text: string[]
}

class XmlRefused extends Error {}

/** The root element, or a sentence that says why the text is not accepted as XML. Never throws. */
export function parseXml(text: string): XmlElement | { readonly problem: string } {
  if (text.length > limits.characters) return { problem: 'The XML is larger than 256 KB' }
  try {
    return readTree(text)
  } catch (error) {
    return { problem: error instanceof XmlRefused ? error.message : 'The answer is not well-formed XML' }
  }
}

function readTree(text: string): XmlElement {
  const parser = new SaxesParser()
  const open: OpenElement[] = [{ name: '', attributes: new Map(), children: [], text: [] }]
  let nodes = 0
  const addText = (more: string) => open.at(-1)?.text.push(more)
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new XmlRefused('XML with a DOCTYPE is refused')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > limits.depth) throw new XmlRefused(`The XML is nested deeper than ${limits.depth} levels`)
    if (++nodes > limits.nodes) throw new XmlRefused(`The XML has more than ${limits.nodes} elements`)
    const entries = Object.entries(attributes)
    if (entries.length > limits.attributes) throw new XmlRefused('An XML element has too many attributes')
    open.push({ name, attributes: new Map(entries), children: [], text: [] })
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    const parent = open.at(-1)
    if (closed === undefined || parent === undefined) return
    const inner = closed.text.join('')
    parent.children.push({ name: closed.name, attributes: closed.attributes, children: closed.children, text: inner })
    parent.text.push(inner)
  })
  parser.write(text).close()
  const root = open[0]?.children[0]
  if (root === undefined) throw new XmlRefused('The answer holds no XML element')
  return root
}
