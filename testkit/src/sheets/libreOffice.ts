// LibreOffice without a screen, where the machine has it: a spreadsheet that is not ours opens our files and saves them again.

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, extname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Null where it is not installed. */
export const libreOffice: string | null =
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'soffice'))
    .find((path) => existsSync(path)) ?? null

/**
 * Opens `path` and saves it in another format beside it; answers the new path.
 * @param filter such as "xlsx", or "csv:Text - txt - csv (StarCalc):59,34,ANSI" for semicolons and Windows-1252
 */
export async function convert(path: string, filter: string, folder: string): Promise<string> {
  if (libreOffice === null) throw new Error('LibreOffice is not installed')
  // A profile of its own: two at once would wait for each other.
  const profile = await mkdtemp(join(tmpdir(), 'switchyard-office-'))
  try {
    const own = `-env:UserInstallation=file://${profile}`
    await run(libreOffice, [own, '--headless', '--convert-to', filter, '--outdir', folder, path])
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
  return join(folder, `${basename(path, extname(path))}.${filter.split(':', 1)[0]}`)
}
