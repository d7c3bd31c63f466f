// Which encoding a csv file is read in. Never a guess: a mark at its beginning, strict UTF-8, or what the caller says. Pure.

import type { EncodingChoice, SheetRefusalCode } from '../sheets/sheet.ts'
import type { FileInspection } from './fileInspection.ts'
import { decodeBeginning, isEncoding } from './textDecoder.ts'

export type ChosenEncoding =
  | { readonly kind: 'use'; readonly encoding: string }
  | {
      readonly kind: 'refused'
      readonly code: SheetRefusalCode
      readonly reason: string
      /** What it could be, with how its beginning would read. */
      readonly choices: readonly EncodingChoice[]
    }

interface Kind {
  readonly magic: readonly number[]
  readonly code: SheetRefusalCode
  readonly reason: string
}

const kinds: readonly Kind[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    code: 'renamed',
    reason: 'This is a workbook (xlsx) or an archive, not csv. Save the sheet as "CSV UTF-8".',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    code: 'old_workbook',
    reason:
      'This is an old Excel workbook (xls) or an encrypted one, not csv. Save the sheet as xlsx or as "CSV UTF-8".',
  },
  { magic: [0x25, 0x50, 0x44, 0x46], code: 'not_a_sheet', reason: 'This is a PDF, not a sheet of rows.' },
  { magic: [0x1f, 0x8b], code: 'not_a_sheet', reason: 'This file is compressed (gzip). Unpack it first.' },
]

/** `asked` wins, except against the bytes; null: the file has to say itself what it is. */
export function chooseEncoding(file: FileInspection, asked: string | null): ChosenEncoding {
  if (file.bytes === 0) return refused('empty', 'The file is empty.')
  const kind = kinds.find(({ magic }) => magic.every((byte, index) => file.head[index] === byte))
  if (kind) return refused(kind.code, kind.reason)
  const mark = markOf(file.head)
  if (asked === null && mark === null && /^\s*<(?:!doctype|html|\?xml)/i.test(file.head.toString('latin1'))) {
    return refused('not_a_sheet', 'This is a web page or XML, not a sheet of rows.')
  }
  if (asked !== null) return askedFor(asked, file)
  if (mark !== null) {
    return mark === 'utf-8' && !file.isUtf8
      ? unknown('The file says that it is UTF-8 and has bytes that are not. Say which encoding it is in.', file)
      : { kind: 'use', encoding: mark }
  }
  if (file.hasNul) {
    return unknown(
      'The file is not text, or it is UTF-16 without a mark. Save it as UTF-8, or say its encoding: utf-16le.',
      file,
    )
  }
  if (file.isUtf8) return { kind: 'use', encoding: 'utf-8' }
  const usual = 'windows-1252 is usual for Excel in Western Europe and America'
  return unknown(`The file is not UTF-8. Say which encoding it is in: ${usual}.`, file)
}

function askedFor(asked: string, file: FileInspection): ChosenEncoding {
  if (!isEncoding(asked)) {
    const reason = `The encoding ${asked} is not known. Examples: utf-8, utf-16le, windows-1252, shift_jis.`
    return { kind: 'refused', code: 'encoding_unknown', reason, choices: choicesOf(file) }
  }
  if (/^utf-?8$/i.test(asked) && !file.isUtf8) {
    const reason = 'The file has bytes that are not UTF-8. Say another encoding.'
    return { kind: 'refused', code: 'encoding_wrong', reason, choices: choicesOf(file) }
  }
  return { kind: 'use', encoding: asked }
}

function markOf(head: Buffer): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

const narrow = ['windows-1252', 'windows-1250', 'windows-1251', 'iso-8859-15', 'macintosh', 'shift_jis']
const shownCharacters = 300

/** Around the first character beyond ASCII, where encodings differ. */
function choicesOf({ head, hasNul }: FileInspection): readonly EncodingChoice[] {
  const odd = head.findIndex((byte) => byte > 0x7f)
  const from = hasNul || odd < 100 ? 0 : odd - 100
  const shown = head.subarray(from, from + shownCharacters)
  const encodings = hasNul ? ['utf-16le', 'utf-16be'] : narrow
  return encodings.map((encoding) => ({ encoding, text: decodeBeginning(shown, encoding) }))
}

function unknown(reason: string, file: FileInspection): ChosenEncoding {
  return { kind: 'refused', code: 'encoding_unknown', reason, choices: choicesOf(file) }
}

function refused(code: SheetRefusalCode, reason: string): ChosenEncoding {
  return { kind: 'refused', code, reason, choices: [] }
}
