/// <reference types="node" />

import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCurl } from './curl.ts'

it('gives a shell back exactly the text that went in, whatever it contains', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'))
  fc.assert(
    fc.property(texts, texts, (header, body) => {
      const command = toCurl({ method: 'POST', url: 'https://buyer.example/a?b=c', headers: { 'X-A': header }, body })
      const seen = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`], { encoding: 'utf8' })
      expect(seen.split('\0').slice(0, -1)).toEqual([
        '-X',
        'POST',
        'https://buyer.example/a?b=c',
        '-H',
        `X-A: ${header}`,
        '--data-raw',
        body,
      ])
    }),
    { numRuns: 40 },
  )
})

it('leaves the body out when there is none', () => {
  expect(toCurl({ method: 'GET', url: 'https://buyer.example', headers: {}, body: null })).toBe(
    "curl -X 'GET' 'https://buyer.example'",
  )
})
