import { expect, it } from 'vitest'
import { places } from './places.ts'

it('has one key and one name for each place', () => {
  for (const of of ['path', 'key', 'label'] as const) {
    expect(new Set(places.map((place) => place[of])).size).toBe(places.length)
  }
})
