import { describe, expect, it } from 'vitest'

import { createAddressGuard } from './addresses.ts'
import { checkUrl } from './checkUrl.ts'

const forbidden = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',

  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
  '168.63.129.16',
  '100.100.100.200',

  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '0:0:0:0:0:ffff:10.0.0.1',
  '64:ff9b::a9fe:a9fe',

  '64:ff9b:1::1',
  '100::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '',
  'localhost',
  'not an address',
  '1.2.3',
]
const open = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '2a00::1',
]

describe('createAddressGuard', () => {
  const guard = createAddressGuard([])
  it.each(forbidden)('refuses %j', (address) => expect(guard.allows(address)).toBe(false))
  it.each(open)('lets %j through', (address) => expect(guard.allows(address)).toBe(true))

  it('opens what the operator allows, in both spellings, and no more', () => {
    const local = createAddressGuard(['127.0.0.0/8', 'fd12::/16'])
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', 'fd12::5'])
      expect(local.allows(address)).toBe(true)
    for (const address of ['10.0.0.1', '::1', 'fd13::1', '169.254.169.254']) expect(local.allows(address)).toBe(false)
  })

  it('keeps metadata services closed to wide ranges', () => {
    const wide = createAddressGuard(['0.0.0.0/0', '::/0', 'fc00::/7'])
    expect(wide.allows('10.0.0.1')).toBe(true)
    for (const address of ['169.254.169.254', '::ffff:169.254.169.254', 'fd00:ec2::254'])
      expect(wide.allows(address)).toBe(false)
    expect(createAddressGuard(['169.254.0.0/16']).allows('169.254.169.254')).toBe(true)
  })

  it.each(['10.0.0.0', '10.0.0.0/33', 'x/8', '::/129'])('does not accept %j as a range', (cidr) => {
    expect(() => createAddressGuard([cidr])).toThrow('is not an address range')
  })
})

describe('checkUrl', () => {
  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://１２７.０.０.１/',
    'http://localhost/',
    'http://localhost./',
    'http://x.localhost/',
    'http://LOCALHOST/',
    'http://127.0.0.1./',

    'http://[::1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',

    'http://127.0.0.1:22/',
    'http://10.0.0.1:5432/',
    'https://169.254.169.254/latest/meta-data',
    'http://0x7f000001/',

    'http://user@b.example/',
    'http://u:p@b.example/',
    'http://b.example@127.0.0.1/',
    'http://b.example:80@10.0.0.1/',

    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_x',
    'ftp://b.example/',
    'javascript:alert(1)',
    'data:text/plain,x',
    'b.example',
    '',

    'https://{{ host }}/',
    'https://a.{{ host }}/',
    'http://',
    'http:///10.0.0.1/',
    'http://127.0.0.1\\@b.example/',
    'http://[::]/',

    'http://127.0.0.1:99999/',
    'http://a b/',
    'http://017700000001/',
    'http://0x7f.0.0.0x1/',
    'http://127。0。0。1/',

    'http://[::127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]/',
    'http://192.168.0.1/',
    'http://172.16.5.5/',
    'http://100.64.1.1/',

    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'http://%31%32%37.0.0.1/',
  ])('refuses %j', (url) => {
    expect(checkUrl(url, [])).toMatch(/\.$/)
  })

  it.each([
    'https://buyer.example/leads',
    'http://buyer.example:8081/{{ lead.id }}?a={{ x | upcase }}',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('accepts %j', (url) => {
    expect(checkUrl(url, [])).toBeNull()
  })

  it('accepts local addresses where the operator allows them', () => {
    expect(checkUrl('http://127.0.0.1:8080/x', ['127.0.0.0/8'])).toBeNull()
    expect(checkUrl('http://localhost:8080/x', ['127.0.0.0/8'])).toBeNull()
    expect(checkUrl('http://10.0.0.1/', ['127.0.0.0/8'])).toMatch('SWITCHYARD_ALLOW_HOSTS')
  })
})
