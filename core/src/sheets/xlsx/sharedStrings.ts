// Texts that cells refer to by number. They are packed as bytes: a hundred thousand rows have a million of them.

import { SheetRefusal } from '../sheet.ts'
import { unescapeXmlText } from '../xmlText.ts'
import { createXmlReader, type XmlReader } from './xmlReader.ts'

export interface SharedStrings {
  /** Undefined where there is no such text. */
  get(index: number): string | undefined
}

export interface SharedStringsReader extends XmlReader {
  readonly strings: SharedStrings
}

const blockBytes = 1 << 20

export function createSharedStringsReader(mostBytes: number): SharedStringsReader {
  const store = createStore(mostBytes)
  let text = ''
  let inText = false
  let inPhonetic = false
  const reader = createXmlReader('sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') inPhonetic = true
      if (name === 't') inText = true
    },
    text(piece) {
      if (inText && !inPhonetic) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inPhonetic = false
      if (name === 'si') store.add(text)
    },
  })
  return { ...reader, strings: { get: (index) => store.get(index) } }
}

function createStore(mostBytes: number) {
  const blocks: Buffer[] = []
  let used = blockBytes
  let bytes = 0
  let count = 0
  /** Three numbers for each text: block, beginning, end. */
  let places = new Uint32Array(3 * 1024)
  return {
    add(text: string): void {
      const length = Buffer.byteLength(text)
      bytes += length + 12
      if (bytes > mostBytes) {
        const limit = Math.round(mostBytes / 1e6)
        throw new SheetRefusal(
          'too_large',
          `The texts of the workbook need more than ${limit} MB. Save it as csv, or in parts.`,
        )
      }
      if (used + length > blockBytes) {
        blocks.push(Buffer.allocUnsafe(Math.max(blockBytes, length)))
        used = 0
      }
      const block = blocks.length - 1
      blocks[block]?.write(text, used)
      if (3 * count === places.length) {
        const larger = new Uint32Array(places.length * 2)
        larger.set(places)
        places = larger
      }
      places.set([block, used, used + length], 3 * count)
      used += length
      count += 1
    },
    get(index: number): string | undefined {
      if (!(index >= 0 && index < count)) return undefined
      const [block = 0, from, to] = places.subarray(3 * index, 3 * index + 3)
      const text = blocks[block]?.toString('utf8', from, to)
      return text === undefined ? undefined : unescapeXmlText(text)
    },
  }
}
