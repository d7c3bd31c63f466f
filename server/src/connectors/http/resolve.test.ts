import { expect, test } from 'vitest'

import { createResolve } from './resolve.ts'

test('localhost is this machine, whatever the name server says, also when it is asked twice at once', async () => {
  const resolve = createResolve()
  const answers = await Promise.all([resolve('localhost'), resolve('localhost'), resolve('app.localhost')])
  for (const answer of answers) expect(answer.map(({ address }) => address)).toEqual(['127.0.0.1', '::1'])
})
