// node bench/profile.ts FILE.cpuprofile [LINES]: where the processor time of a profiled bench went (--profile FOLDER).

import { readFile } from 'node:fs/promises'
import { type Cost, costsBy, type CpuProfile } from './profile/costs.ts'

const [file, lines = '30'] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Usage: node bench/profile.ts FILE.cpuprofile [LINES]\n')
  process.exit(2)
}
// The format is V8's own; a file of another kind fails in costsBy.
const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile

function print(title: string, costs: readonly Cost[]): void {
  const shown = costs.slice(0, Number(lines)).map(({ name, percent, withCalleesPercent }) => {
    return `${percent.toFixed(1).padStart(6)} ${withCalleesPercent.toFixed(1).padStart(7)}  ${name}`
  })
  process.stdout.write(`${title}\n  self %  with callees %\n${shown.join('\n')}\n\n`)
}

print('By package or folder', costsBy(profile, 'module'))
print('By function', costsBy(profile, 'function'))
