import { expect, test } from 'vitest'

import { keepSlow } from './keepSlow.ts'

function setUp(tookMs: number) {
  const clock = { ms: 0, reads: 0 }
  const kept = keepSlow<number>(() => clock.ms)
  const get = (key = 'a') =>
    kept.get(key, async () => {
      clock.ms += tookMs
      clock.reads += 1
      return clock.reads
    })
  return { clock, get }
}

test('What is read quickly is read each time', async () => {
  const { get } = setUp(49)
  expect([await get(), await get()]).toEqual([1, 2])
})

test('What is slow to read is read once a minute, for each key', async () => {
  const { clock, get } = setUp(50)
  expect([await get(), await get(), await get('b')]).toEqual([1, 1, 2])
  clock.ms = 50 + 60_000
  expect(await get()).toBe(3)
})

test('A read that fails is tried again', async () => {
  const kept = keepSlow<string>(() => 0)
  await expect(kept.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await kept.get('a', () => Promise.resolve('here'))).toBe('here')
})
