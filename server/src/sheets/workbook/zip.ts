// An archive written entry by entry, each entry piece by piece, with all that is known kept as plain data: a process may write the
// beginning, die, and another one goes on. Pieces are packed each for itself; an entry's sizes follow behind its data.

import { constants, crc32, deflateRaw } from 'node:zlib'
import { promisify } from 'node:util'

export interface ZipEntry {
  readonly name: string
  readonly crc: number
  /** Bytes before packing. */
  readonly size: number
  /** Bytes of packed data. */
  readonly packed: number
  /** All bytes of the entry in the archive so far, its header included. */
  readonly written: number
}

export interface Written {
  readonly entry: ZipEntry
  readonly bytes: Buffer
}

const packing = promisify(deflateRaw)
/** Four gigabytes, where a larger form of archive would begin. */
const mostBytes = 0xff_ff_ff_ff
/** Sizes follow behind the data; names are UTF-8. */
const flags = 0x08_08
const version = 20
const deflated = 8
/** 1 January 2026, 0:00: an archive of the same content is the same archive. */
const date = ((2026 - 1980) << 9) | (1 << 5) | 1

export function startEntry(name: string): Written {
  const text = Buffer.from(name)
  const bytes = Buffer.alloc(30 + text.length)
  bytes.writeUInt32LE(0x04_03_4b_50, 0)
  bytes.writeUInt16LE(version, 4)
  bytes.writeUInt16LE(flags, 6)
  bytes.writeUInt16LE(deflated, 8)
  bytes.writeUInt16LE(date, 12)
  bytes.writeUInt16LE(text.length, 26)
  text.copy(bytes, 30)
  return { entry: { name, crc: 0, size: 0, packed: 0, written: bytes.length }, bytes }
}

/** Flushed to a whole byte and not ended, so that another piece can follow. */
export async function addToEntry(entry: ZipEntry, text: string): Promise<Written> {
  if (text === '') return { entry, bytes: Buffer.alloc(0) }
  const plain = Buffer.from(text)
  const bytes = await packing(plain, { finishFlush: constants.Z_SYNC_FLUSH })
  const size = entry.size + plain.length
  if (size > mostBytes) throw new Error('The file would be larger than 4 GB; ask for csv, or for fewer leads')
  const crc = crc32(plain, entry.crc)
  return {
    entry: { ...entry, crc, size, packed: entry.packed + bytes.length, written: entry.written + bytes.length },
    bytes,
  }
}

export function endEntry(entry: ZipEntry): Written {
  // An empty last block, then the sizes.
  const bytes = Buffer.alloc(18)
  bytes.writeUInt16LE(0x00_03, 0)
  const packed = entry.packed + 2
  bytes.writeUInt32LE(0x08_07_4b_50, 2)
  bytes.writeUInt32LE(entry.crc, 6)
  bytes.writeUInt32LE(packed, 10)
  bytes.writeUInt32LE(entry.size, 14)
  return { entry: { ...entry, packed, written: entry.written + bytes.length }, bytes }
}

/** A small entry as a whole. */
export async function wholeEntry(name: string, text: string): Promise<Written> {
  const start = startEntry(name)
  const middle = await addToEntry(start.entry, text)
  const end = endEntry(middle.entry)
  return { entry: end.entry, bytes: Buffer.concat([start.bytes, middle.bytes, end.bytes]) }
}

/** @param entries all of them, ended, as they follow each other */
export function directory(entries: readonly ZipEntry[]): Buffer {
  let offset = 0
  const records = entries.map((entry) => {
    const record = directoryRecord(entry, offset)
    offset += entry.written
    return record
  })
  const list = Buffer.concat(records)
  if (offset + list.length > mostBytes)
    throw new Error('The file would be larger than 4 GB; ask for csv, or for fewer leads')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06_05_4b_50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([list, end])
}

function directoryRecord({ name, crc, packed, size }: ZipEntry, offset: number): Buffer {
  const text = Buffer.from(name)
  const record = Buffer.alloc(46 + text.length)
  record.writeUInt32LE(0x02_01_4b_50, 0)
  record.writeUInt16LE(version, 4)
  record.writeUInt16LE(version, 6)
  record.writeUInt16LE(flags, 8)
  record.writeUInt16LE(deflated, 10)
  record.writeUInt16LE(date, 14)
  record.writeUInt32LE(crc, 16)
  record.writeUInt32LE(packed, 20)
  record.writeUInt32LE(size, 24)
  record.writeUInt16LE(text.length, 28)
  record.writeUInt32LE(offset, 42)
  text.copy(record, 46)
  return record
}
