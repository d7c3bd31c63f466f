import { createReadStream } from 'node:fs'
import { type FileInspection, inspectBytes } from '@switchyard/core/csv/fileInspection.ts'

export function inspectFile(path: string): Promise<FileInspection> {
  return inspectBytes(createReadStream(path))
}
