// Adds a column SID to the CSV: the supplier of each row, by its "Lead Source". Spellings of one source become one supplier; a
// source that is not in the table keeps its own name, so that it is refused by that name and not lost.
// Run with: node withSuppliers.ts x-education-leads.csv > leads-with-suppliers.csv

import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const sids: Readonly<Record<string, string>> = {
  google: 'GOOGLE',
  'direct traffic': 'DIRECT',
  'olark chat': 'OLARK',
  'organic search': 'ORGANIC',
  reference: 'REFERENCE',
  'referral sites': 'REFERRAL',
  'welingak website': 'WELINGAK',
  facebook: 'FACEBOOK',
  bing: 'BING',
  click2call: 'CLICK2CALL',
  'live chat': 'LIVECHAT',
  blog: 'BLOG',
  'pay per click ads': 'PPC',
  'social media': 'SOCIAL',
  welearn: 'WELEARN',
  welearnblog_home: 'WELEARN',
  youtubechannel: 'YOUTUBE',
}

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Usage: node withSuppliers.ts FILE.csv')

const [header = [], ...rows]: string[][] = parse(readFileSync(path), { bom: true })
const source = header.indexOf('Lead Source')
if (source === -1) throw new Error(`${path} has no column "Lead Source"`)

process.stdout.write(line([...header, 'SID']))
for (const row of rows) {
  const name = row[source] ?? ''
  process.stdout.write(line([...row, sids[name.trim().toLowerCase()] ?? name]))
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
