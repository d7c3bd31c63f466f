import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { countMessages } from './answerCount.ts'

function message(kind: string, body: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(kind), length, body])
}

const messages = fc.array(
  fc.record({ kind: fc.constantFrom('S', 'Q', 'P', 'B', 'Z', 'D'), body: fc.uint8Array({ maxLength: 40 }) }),
  { maxLength: 20 },
)

/** The stream in pieces that end anywhere. */
function pieces(stream: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length].toSorted((a, b) => a - b)
  return places.slice(1).map((end, index) => stream.subarray(places[index], end))
}

describe('countMessages', () => {
  it('counts the kinds it is asked for, wherever the stream is cut', () => {
    fc.assert(
      fc.property(messages, fc.array(fc.nat(2000), { maxLength: 12 }), (sent, cuts) => {
        const stream = Buffer.concat(sent.map(({ kind, body }) => message(kind, body)))
        const counter = countMessages('SQ', false)
        const counted = pieces(stream, cuts).reduce((sum, piece) => sum + counter.read(piece), 0)
        expect(counted).toBe(sent.filter(({ kind }) => kind === 'S' || kind === 'Q').length)
      }),
    )
  })

  it('passes over the first message of a client, which has no kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(200), { maxLength: 6 }), (body, cuts) => {
        const stream = Buffer.concat([message('', body), message('S', new Uint8Array())])
        const counter = countMessages('SQ', true)
        expect(pieces(stream, cuts).reduce((sum, piece) => sum + counter.read(piece), 0)).toBe(1)
      }),
    )
  })
})
