// The key that secrets at rest are sealed with: from the environment, or a file that the first start makes.

import { hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const keyBytes = 32

/** Any text of good length becomes a key of the right size; the same text always the same key. */
export function secretFromText(text: string): Buffer {
  return Buffer.from(hkdfSync('sha256', text, '', 'switchyard secrets at rest', keyBytes))
}

/** Processes that start together on a new folder end up with one key: the file appears whole or not at all. */
export async function loadSecretKey(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'secret.key')
  const present = await readFile(file, 'utf8').catch((error: unknown) => missing(error))
  if (present !== null) return parseKey(present, file)
  await mkdir(dataDir, { recursive: true })
  const draft = join(dataDir, `secret.key.${randomBytes(6).toString('hex')}`)
  try {
    await writeFile(draft, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600 })
    await link(draft, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
  return parseKey(await readFile(file, 'utf8'), file)
}

function missing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

function parseKey(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'hex')
  if (key.length === keyBytes) return key
  throw new Error(
    `${file} is not a key of ${keyBytes} bytes in hex. Restore it from a backup (what was sealed with it cannot be read ` +
      'without it), or delete it to begin with a new key.',
  )
}
