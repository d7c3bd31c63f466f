import { describe, expect, test } from 'vitest'

import { putCampaign } from '@switchyard/contract/campaigns/put.ts'
import { putDelivery } from '@switchyard/contract/deliveries/put.ts'
import { putBuyer } from '@switchyard/contract/buyers/put.ts'
import { putMapper } from '@switchyard/contract/mappers/put.ts'
import { putPicklist } from '@switchyard/contract/picklists/put.ts'
import { putSupplier } from '@switchyard/contract/suppliers/put.ts'
import { putSuppressionList } from '@switchyard/contract/suppression/put.ts'
import { startTestApp } from '@switchyard/testkit/app.ts'

import { demoSetup } from './demoSetup.ts'

describe('the set-up of the demo', () => {
  test('is taken as it stands when it is written document by document over the API', async () => {
    const app = await startTestApp()
    try {
      const { client } = app
      const documents = demoSetup(new Date())
      for (const { kind, key, doc } of documents) {
        if (kind === 'picklist') await client.call(putPicklist, { params: { key }, body: doc })
        if (kind === 'mapper') await client.call(putMapper, { params: { key }, body: doc })
        if (kind === 'suppression') await client.call(putSuppressionList, { params: { key }, body: doc })
        if (kind === 'supplier') await client.call(putSupplier, { params: { sid: key }, body: doc })
        if (kind === 'buyer') await client.call(putBuyer, { params: { bid: key }, body: doc })
        // Its route names deliveries that are not there yet.
        if (kind === 'campaign') {
          const { route: _, ...rest } = doc
          await client.call(putCampaign, { params: { reference: key }, body: rest })
        }
        if (kind === 'delivery') await client.call(putDelivery, { params: { key }, body: doc })
      }
      for (const { kind, key, doc } of documents) {
        if (kind === 'campaign') await client.call(putCampaign, { params: { reference: key }, body: doc })
      }
      const live = await app.context.live.account(app.accountId)
      expect(live.problems).toEqual([])
      expect([...live.campaigns.keys()].toSorted()).toEqual(['auto-warranty', 'boiler-cover', 'solar-uk'])
    } finally {
      await app.close()
    }
  })
})
