// What arrives as an upload and is no sheet.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type SheetRefusal } from '@switchyard/core/sheets/sheet.ts'
import { hostileFiles } from '@switchyard/testkit/sheets/hostileFiles.ts'
import { plainWorkbook } from '@switchyard/testkit/sheets/plainWorkbook.ts'
import { rawZip } from '@switchyard/testkit/sheets/rawZip.ts'

import { openSheet } from './openSheet.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Reads all of it; answers what it throws. */
async function refusalOf(name: string, bytes: Buffer): Promise<SheetRefusal | null> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const sheet = await openSheet({ path, name }).catch((error: unknown) => error as SheetRefusal)
  if (sheet instanceof Error) return sheet
  try {
    for await (const row of sheet.rows()) void row
    return null
  } catch (error) {
    return error as SheetRefusal
  } finally {
    await sheet.close()
  }
}

describe('A file is refused in words when it', () => {
  test.each(hostileFiles)('$title', async ({ name, bytes, code, says }) => {
    expect(await refusalOf(name, bytes())).toMatchObject({
      name: 'SheetRefusal',
      code,
      message: expect.stringMatching(says),
    })
  })

  test('repeats one long text in more cells than memory holds, of which nothing is kept', async () => {
    const rows = Array.from(
      { length: 12_000 },
      (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>0</v></c></row>`,
    )
    const long = `<si><t>${'long '.repeat(6500)}</t></si>`
    const refusal = await refusalOf('shared.xlsx', rawZip(plainWorkbook({ rows: rows.join(''), sharedStrings: long })))
    // The thread has 256 MB: it would have run out of them before this limit.
    expect(refusal).toMatchObject({ code: 'too_large', message: expect.stringMatching(/300 million characters/) })
  })
})
