// A workbook's archive, opened under limits: what its directory says is checked before anything is unpacked, and what comes out is counted.

import { StringDecoder } from 'node:string_decoder'
import type { Readable } from 'node:stream'

import yauzl, { type Entry, type ZipFile } from 'yauzl'

import { SheetRefusal } from '@switchyard/core/sheets/sheet.ts'

export interface Archive {
  readonly names: readonly string[]
  has(name: string): boolean
  /** The part as text, piece by piece. Throws a SheetRefusal where there is none. */
  pieces(name: string): AsyncGenerator<string>
  /** The whole of a small part. */
  text(name: string): Promise<string>
  close(): void
}

export const archiveLimits = {
  fileBytes: 50_000_000,
  inflatedBytes: 300_000_000,
  entries: 100,
  ratio: 200,
  /** Parts that are read as a whole: the list of sheets, relations, styles. */
  smallPartBytes: 10_000_000,
}

const symbolicLink = 0xa000
/** Whatever is no bigger than this does no harm, however well it was packed. */
const harmlessBytes = 1_000_000
const asXlsx = 'Save it again as xlsx in a spreadsheet, or as csv.'

/** @throws SheetRefusal */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path)
  try {
    const entries = await entriesOf(zip)
    return archiveOf(zip, entries)
  } catch (error) {
    zip.close()
    throw error
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true },
      (error, zip) => {
        if (error) reject(refusalOf(error))
        else resolve(zip)
      },
    )
  })
}

function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    let inflated = 0
    if (zip.entryCount > archiveLimits.entries) {
      const message = `The workbook has ${zip.entryCount} parts; ${archiveLimits.entries} are allowed. ${asXlsx}`
      reject(new SheetRefusal('too_large', message))
      return
    }
    zip.on('error', (error: Error) => reject(refusalOf(error)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      inflated += entry.uncompressedSize
      const refusal = refusalFor(entry, inflated, entries)
      if (refusal) return reject(refusal)
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function refusalFor(entry: Entry, inflated: number, known: ReadonlyMap<string, Entry>): SheetRefusal | null {
  const { fileName, compressedSize, uncompressedSize } = entry
  if ((entry.generalPurposeBitFlag & 1) !== 0) {
    return new SheetRefusal('encrypted', 'The file is encrypted. Save it without a password.')
  }
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === symbolicLink) {
    return new SheetRefusal('unsafe', `The archive holds a link, '${fileName}', which no workbook does. ${asXlsx}`)
  }
  if (known.has(fileName)) {
    return new SheetRefusal('unsafe', `The archive holds '${fileName}' twice, which no workbook does. ${asXlsx}`)
  }
  if (inflated > archiveLimits.inflatedBytes) return tooMuchInside()
  if (uncompressedSize > harmlessBytes && uncompressedSize > compressedSize * archiveLimits.ratio) {
    const times = Math.round(uncompressedSize / Math.max(1, compressedSize))
    const message = `'${fileName}' in the workbook unpacks to ${times} times its size; ${archiveLimits.ratio} times are allowed. ${asXlsx}`
    return new SheetRefusal('too_large', message)
  }
  return null
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  let inflated = 0

  async function* pieces(name: string, mostBytes: number): AsyncGenerator<string> {
    const entry = entries.get(name)
    if (!entry) throw new SheetRefusal('broken', `The workbook has no part '${name}'. ${asXlsx}`)
    const decoder = new StringDecoder('utf8')
    let bytes = 0
    try {
      for await (const chunk of await streamOf(zip, entry)) {
        // The stream has no encoding and so gives buffers; its type allows text too.
        const buffer = chunk as Buffer
        inflated += buffer.length
        bytes += buffer.length
        if (inflated > archiveLimits.inflatedBytes) throw tooMuchInside()
        if (bytes > mostBytes)
          throw new SheetRefusal('too_large', `'${name}' in the workbook is over ${mostBytes / 1e6} MB. ${asXlsx}`)
        yield decoder.write(buffer)
      }
    } catch (error) {
      throw refusalOf(error)
    }
    yield decoder.end()
  }

  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    pieces: (name) => pieces(name, archiveLimits.inflatedBytes),
    async text(name) {
      let whole = ''
      for await (const piece of pieces(name, archiveLimits.smallPartBytes)) whole += piece
      return whole
    },
    close: () => zip.close(),
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(refusalOf(error))
      else resolve(stream)
    })
  })
}

function tooMuchInside(): SheetRefusal {
  const limit = archiveLimits.inflatedBytes / 1e6
  return new SheetRefusal('too_large', `The workbook unpacks to more than ${limit} MB. Save it in parts, or as csv.`)
}

/** What the library says of a broken or dangerous archive, in words. Errors of the file system stay what they are. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof SheetRefusal || 'syscall' in error) return error
  if (/relative path|absolute path|invalid characters/i.test(error.message)) {
    return new SheetRefusal(
      'unsafe',
      `The archive names a file outside of itself (${error.message}), which no workbook does. ${asXlsx}`,
    )
  }
  if (/too many bytes|not enough bytes/i.test(error.message)) {
    return new SheetRefusal('unsafe', `The archive says wrong sizes of what is in it. ${asXlsx}`)
  }
  return new SheetRefusal('broken', `The workbook cannot be unpacked (${error.message}). ${asXlsx}`)
}
