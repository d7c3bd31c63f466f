// A newer release has migrated the database (reliability.md F19).

import { afterEach, expect, test } from 'vitest'

import { answerJson } from '@switchyard/testkit/buyer/scriptedBuyer.ts'
import { startRecoveryRig, type RecoveryRig } from '@switchyard/testkit/recoveryRig.ts'

let rig: RecoveryRig

afterEach(() => rig.close())

test('A server of the older release does not start and says why; one that runs goes on', async () => {
  rig = await startRecoveryRig((_, response) => answerJson(response, 200, { status: 'accepted' }))
  const running = await rig.start()
  await rig.setUp(running)
  await rig.sql`INSERT INTO migrations (id, name, hash) VALUES (9999, '9999_future.sql', 'x')`
  await expect(rig.start('worker')).rejects.toThrow(/ended with 1.*newer than this release.*9999_future/s)
  const { ids } = await rig.load(() => running, 20)
  await expect.poll(() => rig.states()).toEqual({ accepted: 20 })
  expect(await rig.soldIds()).toEqual(new Set(ids))
}, 60_000)
