import type { Command } from 'commander'
import { showMe } from '@switchyard/contract/me/show.ts'
import { connect, standardUrl } from '../api.ts'
import { failureLines } from '../failure.ts'
import { show } from '../output.ts'

interface Finding {
  readonly check: string
  readonly ok: boolean
  readonly detail: string
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look whether the server is there and ready, and whether the key works')
    .action(async (_options: object, command: Command) => {
      const base = (process.env['SWITCHYARD_URL']?.trim() || standardUrl).replace(/\/+$/, '')
      const findings = [
        await probe('server answers', `${base}/healthz`),
        await probe('server is ready', `${base}/readyz`),
        await probeKey(),
      ]
      show(command, { findings }, () =>
        findings.map(({ check, ok, detail }) => `${ok ? 'ok  ' : 'FAIL'}  ${check}: ${detail}`),
      )
      process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1
    })
}

async function probe(check: string, url: string): Promise<Finding> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    const words = (await response.text()).trim().slice(0, 300)
    return { check, ok: response.ok, detail: response.ok ? url : `${url} answered ${response.status}: ${words}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return { check, ok: false, detail: `${url}: ${cause}` }
  }
}

async function probeKey(): Promise<Finding> {
  const check = 'key works'
  try {
    await connect(process.env).call(showMe, {})
    return { check, ok: true, detail: 'the server knows it' }
  } catch (error) {
    return { check, ok: false, detail: failureLines(error).join(' ') }
  }
}
