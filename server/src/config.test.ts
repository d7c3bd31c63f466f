import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError, loadConfig, parseEnvironment } from './config.ts'
import { isCidr } from './environment/cidr.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseEnvironment(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('parseEnvironment', () => {
  it('needs nothing', () => {
    expect(parseEnvironment({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: null,
      setup: 'demo',
      role: 'all',
      adminEmail: null,
      adminKey: null,
      allowHosts: [],
      secretText: null,
    })
  })

  it('takes empty variables for unset ones', () => {
    expect(parseEnvironment({ PORT: '', DATABASE_URL: ' ', SWITCHYARD_ROLE: '' })).toEqual(parseEnvironment({}))
  })

  it('names every wrong variable at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://host/db',
      SWITCHYARD_SETUP: 'full',
      SWITCHYARD_ROLE: 'boss',
      SWITCHYARD_ALLOW_HOSTS: '10.0.0.0/8, localhost, 10.0.0.0/33',
      SWITCHYARD_ADMIN_EMAIL: 'nobody',
      SWITCHYARD_SECRET: 'short',
      SWITCHYARD_ADMIN_KEY: 'two words',
    })
    const names = problems.map((problem) => problem.split(' ')[0] ?? '')
    expect(names.toSorted()).toEqual([
      'DATABASE_URL',
      'PORT',
      'SWITCHYARD_ADMIN_EMAIL',
      'SWITCHYARD_ADMIN_KEY',
      'SWITCHYARD_ALLOW_HOSTS',
      'SWITCHYARD_ROLE',
      'SWITCHYARD_SECRET',
      'SWITCHYARD_SETUP',
    ])
    expect(problems.join()).toContain('Not a range: localhost, 10.0.0.0/33.')
  })

  it('never repeats a secret', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^Zq[a-z]{6,12}$/), (secret) => {
        const problems = problemsOf({
          DATABASE_URL: `http://u:${secret}@host/db`,
          SWITCHYARD_ADMIN_PASSWORD: secret,
          SWITCHYARD_ADMIN_KEY: `${secret} ${secret}`,
          SWITCHYARD_SECRET: secret,
        })
        expect(problems).toHaveLength(3)
        expect(problems.join()).not.toContain(secret)
      }),
    )
  })

  it('keeps the spaces of a password', () => {
    const settings = parseEnvironment({ SWITCHYARD_ADMIN_EMAIL: 'a@b', SWITCHYARD_ADMIN_PASSWORD: ' x ' })
    expect(settings.adminPassword).toBe(' x ')
  })
})

describe('isCidr', () => {
  it('takes every range of both families and no bare address', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) => {
        expect(isCidr(`${address}/${length}`)).toBe(true)
        expect(isCidr(address)).toBe(false)
        expect(isCidr(`${address}/${length + 33}`)).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, length) => isCidr(`${address}/${length}`)),
    )
  })
})

describe('loadConfig', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchyard-config-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('makes one key for processes that start together, and keeps it', async () => {
    const environment = { SWITCHYARD_DATA: join(folder, 'data') }
    const configs = await Promise.all(Array.from({ length: 8 }, () => loadConfig(environment)))
    const keys = new Set(configs.map((config) => config.secret.toString('hex')))
    expect(keys.size).toBe(1)
    expect(configs[0]?.secret).toHaveLength(32)
    const file = join(folder, 'data', 'secret.key')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await readFile(file, 'utf8')).trim()).toBe([...keys][0])
  })

  it('derives the same 32 bytes from the same text', async () => {
    const environment = { SWITCHYARD_DATA: folder, SWITCHYARD_SECRET: 'a long enough sentence' }
    const [first, second] = [await loadConfig(environment), await loadConfig(environment)]
    expect(first.secret.equals(second.secret)).toBe(true)
    expect(first.secret).toHaveLength(32)
  })

  it('refuses a damaged key file instead of making a new key', async () => {
    await writeFile(join(folder, 'secret.key'), 'abc')
    await expect(loadConfig({ SWITCHYARD_DATA: folder })).rejects.toThrow(/secret\.key is not a key of 32 bytes/)
  })

  it('cannot be changed afterwards', async () => {
    expect(Object.isFrozen(await loadConfig({ SWITCHYARD_DATA: folder }))).toBe(true)
  })
})
