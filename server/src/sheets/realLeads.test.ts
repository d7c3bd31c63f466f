// Thousands of real leads, through a workbook and back.

import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { guardFormula, unguardFormula } from '@switchyard/core/csv/formulaGuard.ts'

import { openSheet } from './openSheet.ts'
import { addRows, beginWorkbook, endWorkbook, type Grown } from './workbook/workbookFile.ts'

const file = fileURLToPath(new URL('../../../../shared/data/x-education-leads.csv', import.meta.url))

const absent = existsSync(file) ? false : 'the file of real leads is not beside this checkout'

async function tableOf(path: string, name: string): Promise<string[][]> {
  const sheet = await openSheet({ path, name })
  const rows = [[...sheet.headings]]
  for await (const { cells, problem } of sheet.rows()) {
    expect(problem).toBeNull()
    rows.push(cells.map(({ text }) => unguardFormula(text)))
  }
  await sheet.close()
  return rows
}

test.skipIf(absent)(
  'A workbook of real leads has every value of their csv file',
  async () => {
    const [headings = [], ...rows] = await tableOf(file, 'leads.csv')
    expect(rows.length).toBeGreaterThan(5000)
    const columns = headings.map(
      (heading) => ({ heading, kind: 'open', width: 20, about: null, values: null }) as const,
    )
    const parts: Grown<Buffer>[] = []
    let step = await beginWorkbook({ sheetName: 'Leads', columns, notes: [] })
    parts.push(step.bytes)
    for (let at = 0; at < rows.length; at += 1000) {
      const cells = rows
        .slice(at, at + 1000)
        .map((row) => row.map((text) => ({ text: guardFormula(text), problem: null })))
      step = await addRows(step.state, cells)
      parts.push(step.bytes)
    }
    parts.push(await endWorkbook(step.state))
    const folder = await mkdtemp(join(tmpdir(), 'switchyard-real-'))
    try {
      const path = join(folder, 'leads.xlsx')
      const whole = (['sheet', 'comments', 'drawing'] as const).flatMap((kind) => parts.map((bytes) => bytes[kind]))
      await writeFile(path, Buffer.concat(whole))
      expect(await tableOf(path, 'leads.xlsx')).toEqual([headings, ...rows])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
