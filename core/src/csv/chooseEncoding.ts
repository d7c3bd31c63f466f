// Which encoding a file is read in. Never a guess: a mark at its beginning, strict UTF-8, or what the caller says. Pure.

import iconv from 'iconv-lite'
import type { FileInspection } from './inspectFile.ts'

export type EncodingChoice =
  { readonly kind: 'use'; readonly encoding: string } | { readonly kind: 'refused'; readonly reason: string }

const formats: readonly { readonly magic: readonly number[]; readonly reason: string }[] = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    reason: 'This is a workbook (xlsx) or an archive, not CSV. Save the sheet as "CSV UTF-8".',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    reason: 'This is an old Excel workbook (xls), not CSV. Save the sheet as "CSV UTF-8".',
  },
  { magic: [0x25, 0x50, 0x44, 0x46], reason: 'This is a PDF, not CSV.' },
  { magic: [0x1f, 0x8b], reason: 'This file is compressed (gzip). Unpack it first.' },
]

export function chooseEncoding(file: FileInspection, asked: string | null): EncodingChoice {
  if (file.bytes === 0) return refused('The file is empty.')
  const format = formats.find(({ magic }) => magic.every((byte, index) => file.head[index] === byte))
  if (format !== undefined) return refused(format.reason)
  const mark = markOf(file.head)
  if (asked === null && mark === null && /^\s*<(?:!doctype|html|\?xml)/i.test(file.head.toString('latin1'))) {
    return refused('This is a web page or XML, not CSV.')
  }
  if (asked !== null) return askedFor(asked, file)
  if (mark !== null) {
    if (mark === 'utf-8' && !file.isUtf8)
      return refused('The file says that it is UTF-8 and has bytes that are not. Give --encoding.')
    return { kind: 'use', encoding: mark }
  }
  if (file.hasNul)
    return refused(
      'The file is not text, or it is UTF-16 without a mark. Save it as UTF-8, or give --encoding utf-16le.',
    )
  if (file.isUtf8) return { kind: 'use', encoding: 'utf-8' }
  return refused('The file is not UTF-8. Say what it is: --encoding windows-1252 is usual for Excel in Western Europe.')
}

function askedFor(asked: string, file: FileInspection): EncodingChoice {
  const known: boolean = iconv.encodingExists(asked)
  if (!known) return refused(`--encoding ${asked} is not known. Examples: utf-8, utf-16le, windows-1252, shift_jis.`)
  if (/^utf-?8$/i.test(asked) && !file.isUtf8)
    return refused('The file has bytes that are not UTF-8. Give another --encoding.')
  return { kind: 'use', encoding: asked }
}

function markOf(head: Buffer): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

function refused(reason: string): EncodingChoice {
  return { kind: 'refused', reason }
}
