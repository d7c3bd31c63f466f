import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { chooseEncoding } from './chooseEncoding.ts'
import type { FileInspection } from './fileInspection.ts'

function inspected(bytes: Buffer): FileInspection {
  let isUtf8 = true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    isUtf8 = false
  }
  return { sha256: '', bytes: bytes.length, head: bytes, isUtf8, hasNul: bytes.includes(0) }
}

const choose = (bytes: Buffer, asked: string | null = null) => chooseEncoding(inspected(bytes), asked)
const use = (encoding: string) => ({ kind: 'use', encoding })

describe('chooseEncoding', () => {
  it('believes a mark at the beginning', () => {
    expect(choose(Buffer.from('\uFEFFname\nAnn'))).toEqual(use('utf-8'))
    expect(choose(iconv.encode('name\nÅnn', 'utf-16le', { addBOM: true }))).toEqual(use('utf-16le'))
    expect(choose(iconv.encode('name\nÅnn', 'utf-16be', { addBOM: true }))).toEqual(use('utf-16be'))
  })

  it('takes what is UTF-8 for UTF-8 and asks about everything else, with how it would read', () => {
    expect(choose(Buffer.from('name\nÅnn'))).toEqual(use('utf-8'))
    const latin = choose(iconv.encode(`name\n${'x'.repeat(500)}Müller`, 'windows-1252'))
    expect(latin).toMatchObject({
      kind: 'refused',
      code: 'encoding_unknown',
      reason: expect.stringMatching(/windows-1252/),
    })
    expect(latin.kind === 'refused' && latin.choices).toContainEqual({
      encoding: 'windows-1252',
      text: expect.stringMatching(/xMüller$/),
    })
    const wide = choose(iconv.encode('name\nÅnn', 'utf-16le'))
    expect(wide).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/utf-16le/),
      choices: [{ text: 'name\nÅnn' }, {}],
    })
  })

  it('takes the word of the caller, except against the bytes', () => {
    const latin = iconv.encode('name\nÅnn', 'windows-1252')
    expect(choose(latin, 'windows-1252')).toEqual(use('windows-1252'))
    expect(choose(latin, 'utf-8')).toMatchObject({ kind: 'refused', code: 'encoding_wrong' })
    expect(choose(latin, 'klingon')).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/not known/) })
  })

  it('says what a file is that is no csv', () => {
    const refused = (reason: RegExp) => ({ kind: 'refused', reason: expect.stringMatching(reason) })
    expect(choose(Buffer.from('PK\u0003\u0004rest'))).toMatchObject(refused(/xlsx/))
    expect(choose(Buffer.from('%PDF-1.7'))).toMatchObject(refused(/PDF/))
    expect(choose(Buffer.from('<!DOCTYPE html><p>'))).toMatchObject(refused(/web page/))
    expect(choose(Buffer.alloc(0))).toMatchObject(refused(/empty/))
  })

  it('never reads text without a mark as anything but UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const buffer = Buffer.from(bytes)
        const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
        const choice = choose(buffer)
        if (!marked && choice.kind === 'use') expect(choice).toEqual(use('utf-8'))
        if (!marked && !inspected(buffer).isUtf8) expect(choice.kind).toBe('refused')
      }),
    )
  })
})
