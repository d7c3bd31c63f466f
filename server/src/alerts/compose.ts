// Alerts as people read them in a message. Pure.

import type { MessageEvent } from '@switchyard/contract/alerts/words.ts'

import { countWords } from './countWords.ts'
import type { ToldAlert } from './webhookBody.ts'

export interface Composed {
  readonly event: MessageEvent
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** `linksTo`: the address of the server; without it there are no links. */
export function compose(told: readonly ToldAlert[], linksTo: string | null): Composed {
  const [first] = told
  if (first && told.length === 1) {
    const { title, subject } = first.alert
    const over = first.event === 'closed' || first.alert.resolvedAt !== null
    return {
      event: first.event,
      subject: `Switchyard: ${over ? 'over: ' : ''}${title} (${subject})`,
      text: [...linesOf(first, linksTo), '', ...footer(linksTo)].join('\n'),
      html: page([partOf(first, linksTo)], linksTo),
    }
  }
  const opened = told.filter(({ event }) => event === 'opened').length
  const heads = [
    ...(opened > 0 ? [countWords(opened, 'new alert')] : []),
    ...(opened < told.length ? [`${told.length - opened} over`] : []),
  ]
  return {
    event: 'digest',
    subject: `Switchyard: ${heads.join(', ')}`,
    text: [...told.flatMap((one) => [...linesOf(one, linksTo), '']), ...footer(linksTo)].join('\n'),
    html: page(
      told.map((one) => partOf(one, linksTo)),
      linksTo,
    ),
  }
}

function linesOf({ event, alert }: ToldAlert, linksTo: string | null): string[] {
  const link = linkOf(alert, linksTo)
  return [headOf({ event, alert }), alert.message, ...(link === null ? [] : [`${link.words}: ${link.url}`])]
}

function headOf({ event, alert }: ToldAlert): string {
  const over = event === 'closed' ? 'Over: ' : alert.resolvedAt === null ? '' : 'Came and went: '
  return `${over}${alert.title} (${alert.subject})`
}

function partOf(told: ToldAlert, linksTo: string | null): string {
  const link = linkOf(told.alert, linksTo)
  const anchor = link === null ? '' : `<p><a href="${escaped(link.url)}">${escaped(link.words)}</a></p>`
  return `<h3>${escaped(headOf(told))}</h3><p>${escaped(told.alert.message)}</p>${anchor}`
}

function page(parts: readonly string[], linksTo: string | null): string {
  const all =
    linksTo === null ? '' : `<p><a href="${escaped(`${linksTo}/alerts`)}">All alerts, and who is told of them</a></p>`
  return `<!doctype html><html><body>${parts.join('<hr>')}<hr>${all}</body></html>`
}

function footer(linksTo: string | null): string[] {
  return linksTo === null ? [] : [`All alerts, and who is told of them: ${linksTo}/alerts`]
}

function linkOf({ link }: ToldAlert['alert'], linksTo: string | null): { url: string; words: string } | null {
  return link === null || linksTo === null ? null : { url: `${linksTo}${link.path}`, words: link.words }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
