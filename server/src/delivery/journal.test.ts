import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { sampleResult } from '@switchyard/testkit/sampleResult.ts'

import type { Result } from '../settlement/result.ts'
import { openJournal, type Journal } from './journal.ts'
import { journalOwners, journalPath, readJournal, removeJournal } from './journalFiles.ts'

const worker = '6f9619ff-8b86-4d11-b42d-00cf4fc964ff'
let folder: string
let journal: Journal
let open: { attempts: string[]; results: Result[] }
let warnings: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-journal-'))
  open = { attempts: [], results: [] }
  warnings = []
  journal = openJournal(folder, worker, () => open, { warn: (_, message) => warnings.push(message) })
})

afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = () => readJournal(folder, worker)
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('A journal', () => {
  it('notes a beginning at once, and results at the end of the turn in which they came', async () => {
    expect(journal.began('1')).toBe(true)
    expect(read()?.began).toEqual(new Set(['1']))
    journal.ended(sampleResult('1'))
    journal.ended(sampleResult('2'))
    await turn()
    expect([...(read()?.results.keys() ?? [])]).toEqual(['1', '2'])
    expect(read()?.results.get('1')).toEqual(sampleResult('1'))
  })

  it('starts over when it has grown, with what is open and nothing else', async () => {
    open = { attempts: ['900000'], results: [sampleResult('900001')] }
    const long = {
      ...sampleResult('5'),
      response: { status: 200, headers: {}, body: 'x'.repeat(16_000), truncated: false },
    }
    let largest = 0
    for (let round = 0; round < 12; round += 1) {
      for (let index = 0; index < 50; index += 1) journal.ended({ ...long, attemptId: String(round * 50 + index) })
      await turn()
      largest = Math.max(largest, statSync(journalPath(folder, worker)).size)
    }
    expect(largest).toBeGreaterThan(7 * 1024 * 1024)
    expect(statSync(journalPath(folder, worker)).size).toBeLessThan(3 * 1024 * 1024)
    expect(read()?.began.has('900000')).toBe(true)
    expect(read()?.results.has('900001')).toBe(true)
    expect(read()?.results.has('0')).toBe(false)
    expect(read()?.results.has('599')).toBe(true)
  })

  it('comes back with what is open when somebody who thought this worker dead took it away', () => {
    journal.began('1')
    removeJournal(folder, worker)
    expect(read()).toBeNull()
    open = { attempts: ['1', '2'], results: [] }
    journal.keep()
    expect(read()?.began).toEqual(new Set(['1', '2']))
    journal.began('3')
    expect(read()?.began).toEqual(new Set(['1', '2', '3']))
  })

  it('is gone after an ordered end', () => {
    journal.began('1')
    expect(journalOwners(folder)).toEqual([worker])
    const other = openJournal(folder, '11111111-8b86-4d11-b42d-00cf4fc964ff', () => open, { warn: () => {} })
    other.close()
    expect(journalOwners(folder)).toEqual([worker])
    expect(existsSync(journalPath(folder, worker))).toBe(true)
  })
})
