// What stands around a placeholder in a template text decides how its value is encoded there.

import type { EncoderName } from './encoder.ts'

/** Fed with a template from left to right; says which encoder the next placeholder needs. */
export interface Surroundings {
  literal(text: string): void
  /** `expression` is the placeholder's inside. A string instead of an encoder: why no placeholder may stand here. */
  placeholder(expression: string): EncoderName | { readonly refused: string }
}

/** The same encoder everywhere. */
export function sameEverywhere(name: EncoderName): Surroundings {
  return { literal: () => {}, placeholder: () => name }
}

/** A JSON text: escaped between quotes, a whole JSON value outside them. */
export function jsonSurroundings(): Surroundings {
  let inString = false
  let escaped = false
  return {
    literal(text) {
      for (const character of text) {
        if (escaped) escaped = false
        else if (character === '\\') escaped = inString
        else if (character === '"') inString = !inString
      }
    },
    placeholder(expression) {
      if (inString) return 'jsonString'
      // The filter has already made a complete JSON value.
      return /\|\s*json(ify)?\s*$/.test(expression) ? 'text' : 'jsonValue'
    },
  }
}

type XmlPlace = 'text' | 'tag' | '"' | "'" | 'cdata' | 'comment' | 'instruction'

const xmlEnds: Readonly<Partial<Record<XmlPlace, string>>> = { cdata: ']]>', comment: '-->', instruction: '?>' }

/** An XML text: escaped in text and quoted attributes, CDATA kept whole; no placeholder as a name or in a comment. */
export function xmlSurroundings(): Surroundings {
  let place: XmlPlace = 'text'
  return {
    literal(text) {
      for (let at = 0; at < text.length;) {
        const step = xmlStep(place, text, at)
        place = step.place
        at = step.next
      }
    },
    placeholder(expression) {
      if (place === 'cdata') return 'cdata'
      if (place === 'text' || place === '"' || place === "'") {
        return /\|\s*(xml_)?escape\s*$/.test(expression) ? 'xmlPlain' : 'xml'
      }
      return { refused: 'a placeholder may stand in XML text or between quotes, not in a tag, comment or instruction' }
    },
  }
}

function xmlStep(place: XmlPlace, text: string, at: number): { place: XmlPlace; next: number } {
  const end = xmlEnds[place]
  if (end !== undefined) {
    return text.startsWith(end, at) ? { place: 'text', next: at + end.length } : { place, next: at + 1 }
  }
  const character = text[at]
  if (place === '"' || place === "'") return { place: character === place ? 'tag' : place, next: at + 1 }
  if (place === 'tag') {
    if (character === '>') return { place: 'text', next: at + 1 }
    return { place: character === '"' || character === "'" ? character : 'tag', next: at + 1 }
  }
  if (character !== '<') return { place: 'text', next: at + 1 }
  if (text.startsWith('<![CDATA[', at)) return { place: 'cdata', next: at + 9 }
  if (text.startsWith('<!--', at)) return { place: 'comment', next: at + 4 }
  if (text.startsWith('<?', at)) return { place: 'instruction', next: at + 2 }
  return { place: 'tag', next: at + 1 }
}
