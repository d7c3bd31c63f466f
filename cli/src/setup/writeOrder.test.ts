import { describe, expect, it } from 'vitest'
import { compareSetup } from './compareSetup.ts'
import { emptySetup, type SetupFile } from './sections.ts'
import { writeOrder } from './writeOrder.ts'

const route = (delivery: string) => ({ kind: 'priority', members: [{ delivery }] })
const campaign = { country: 'GB', currency: 'GBP' }

function plan(wanted: Partial<SetupFile>, server: Partial<SetupFile>) {
  const whole = { ...emptySetup(), ...wanted }
  const there = { ...emptySetup(), ...server }
  return writeOrder(whole, there, compareSetup(whole, there)).map(({ section, key, document }) => ({
    at: `${section}.${key}`,
    document,
  }))
}

describe('writeOrder', () => {
  it('makes a new campaign as a draft without its route until its deliveries are there', () => {
    const writes = plan(
      { campaigns: { auto: { ...campaign, route: route('acme') } }, deliveries: { acme: { campaign: 'auto' } } },
      {},
    )
    expect(writes.map(({ at }) => at)).toEqual(['campaigns.auto', 'deliveries.acme', 'campaigns.auto'])
    expect(writes[0]?.document).toEqual({ ...campaign, status: 'draft' })
    expect(writes[2]?.document).toEqual({ ...campaign, route: route('acme') })
  })

  it('keeps the route of a live campaign while a new delivery is written', () => {
    const writes = plan(
      { campaigns: { auto: { ...campaign, route: route('beta') } }, deliveries: { beta: { campaign: 'auto' } } },
      { campaigns: { auto: { ...campaign, route: route('acme') } } },
    )
    expect(writes[0]?.document).toMatchObject({ route: route('acme') })
    expect(writes.at(-1)?.document).toMatchObject({ route: route('beta') })
  })

  it('writes nothing that is the same, in short or in long form', () => {
    const long = { ...campaign, name: 'auto', status: 'active', filters: [], dedupe: [] }
    expect(plan({ campaigns: { auto: campaign } }, { campaigns: { auto: long } })).toEqual([])
  })

  it('says which property differs, and that a secret cannot be compared', () => {
    const wanted = {
      ...emptySetup(),
      suppliers: { S: { active: false } },
      campaigns: { auto: { x: { secret: 'new' } } },
    }
    const server = {
      ...emptySetup(),
      suppliers: { S: { active: true } },
      campaigns: { auto: { x: { secret: '••••' } } },
    }
    expect(compareSetup(wanted, server).flatMap(({ paths }) => paths)).toEqual([
      'active',
      'x.secret (a secret, which cannot be compared)',
    ])
  })
})
