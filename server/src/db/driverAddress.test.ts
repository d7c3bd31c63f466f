import { expect, test } from 'vitest'

import { driverAddress } from './driverAddress.ts'

test('a host and a port go to the driver as they are', () => {
  const url = 'postgres://ann:secret@db.example:5433/leads?sslmode=require'
  expect(driverAddress(url)).toEqual({ url, options: {} })
})

test('a folder as host is a Unix socket in it', () => {
  expect(driverAddress('postgres://ann:secret@localhost:5433/leads?host=/run/postgresql')).toEqual({
    url: 'postgres://ann:secret@localhost:5433/leads',
    options: { path: '/run/postgresql/.s.PGSQL.5433' },
  })
  expect(driverAddress('postgres://ann@localhost/leads?host=%2Frun%2Fa+b').options.path).toBe('/run/a b/.s.PGSQL.5432')
})
