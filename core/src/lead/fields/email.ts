import { domainToASCII } from 'node:url'
import type { Field } from '../../setup/campaign.ts'
import { fold } from '../../text/fold.ts'
import { disposableDomains, freeDomains, mistypedDomains } from './emailDomains.ts'
import { type Parsed, refused, taken } from './parsed.ts'
import { oneText, quoted } from './received.ts'

const bad = 'REJECT_LEAD_INVALID_EMAIL'
// 64 characters, @ and a domain in international letters, which may shrink as punycode. Longer texts meet no pattern.
const longest = 320
const localLetters = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/
const labelLetters = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
// oxlint-disable-next-line no-control-regex -- plain ASCII takes the short road
const ascii = /^[\x00-\x7f]*$/

/**
 * An email address in small letters, an international domain as punycode. Checked as mail systems accept addresses on the
 * open internet (RFC 5321: 64 characters before @, 254 in all; no quoted local parts, no address literals). Refused besides:
 * domains that are nothing but a typing slip, and free or disposable ones when the field does not allow them.
 */
export function parseEmail(raw: unknown, field: Pick<Field, 'allowFree' | 'allowDisposable'>): Parsed<string> {
  const text = oneText(raw)
  if (!text.ok) return text
  const address = text.value
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
  const shown = quoted(text.value.trim())
  const wrong = wrongWith(address)
  if (wrong !== null) return refused(bad, `${shown} is not an email address: ${wrong}`, repairs(address))

  const split = address.lastIndexOf('@')
  const domain = asciiDomain(address.slice(split + 1))
  const value = `${address.slice(0, split)}@${domain}`
  const meant = mistypedDomains.get(domain)
  if (meant !== undefined) {
    return refused(bad, `${shown} ends in ${domain}, which is a misspelling of ${meant}`, [
      `${address.slice(0, split)}@${meant}`,
    ])
  }
  if (!field.allowDisposable && disposableDomains.has(domain)) {
    return refused(bad, `${shown} is a disposable address (${domain})`)
  }
  if (!field.allowFree && freeDomains.has(domain)) {
    return refused(bad, `${shown} is an address of the free provider ${domain}, and a company address is asked for`)
  }
  return taken(value)
}

/** What is wrong with a lower-case address, as the end of a sentence; null when it is well formed. */
function wrongWith(address: string): string | null {
  const split = address.lastIndexOf('@')
  if (address === '') return 'it is empty'
  if (address.length > longest) return wrongWithLength(address)
  if (/\s/.test(address)) return 'a space stands in it'
  if (split < 0) return 'no @ stands in it'
  if (address.indexOf('@') !== split) return 'more than one @ stands in it'
  const local = address.slice(0, split)
  const domain = address.slice(split + 1)
  if (local === '') return 'nothing stands before @'
  if (domain === '') return 'nothing stands after @'
  return wrongWithLocal(local) ?? wrongWithDomain(domain) ?? wrongWithLength(`${local}@${asciiDomain(domain)}`)
}

function wrongWithLocal(local: string): string | null {
  if (local.length > 64) return `${local.length} characters stand before @, at most 64 are possible`
  if (!localLetters.test(local)) {
    const odd = Array.from(local).find((letter) => !localLetters.test(letter)) ?? ''
    return `'${odd}' cannot stand before @`
  }
  if (local.startsWith('.') || local.endsWith('.')) return 'the part before @ begins or ends with a dot'
  if (local.includes('..')) return 'two dots stand side by side'
  return null
}

function wrongWithDomain(written: string): string | null {
  if (written.includes('..')) return 'two dots stand side by side'
  if (written.startsWith('.') || written.endsWith('.')) return 'the domain begins or ends with a dot'
  const domain = asciiDomain(written)
  const labels = domain.split('.')
  const last = labels.at(-1) ?? ''
  if (domain === '') return `'${written}' is not a domain`
  if (labels.length < 2) return `'${written}' is not a whole domain, such as example.com`
  for (const label of labels) {
    if (label.length > 63) return 'a part of the domain is longer than 63 characters'
    if (!labelLetters.test(label)) return `'${label}' cannot be part of a domain`
  }
  if (!/^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(last)) return `'.${last}' is not the end of a domain`
  return null
}

function wrongWithLength(address: string): string | null {
  return address.length > 254 ? `it has ${address.length} characters, at most 254 are possible` : null
}

/** The domain in the letters that DNS knows; '' when it cannot be written in them. */
function asciiDomain(domain: string): string {
  return ascii.test(domain) ? domain : domainToASCII(domain)
}

/** Addresses that the sender may have meant: without spaces, accents, brackets, doubled or trailing signs. */
function repairs(address: string): readonly string[] {
  if (address.length > longest) return []
  const inBrackets = /<([^<>]*)>/.exec(address)?.[1]
  const squeezed = (inBrackets ?? address)
    .replace(/\s+/g, '')
    .replace(/@+/g, '@')
    .replace(/\.{2,}/g, '.')
    .replace(/[.,;>)]+$/, '')
    .replace(/^[<(.,;]+/, '')
    .replace(/\.?@\.?/, '@')
    .replace(/,/g, '.')
  const split = squeezed.lastIndexOf('@')
  const domain = squeezed.slice(split + 1)
  const repaired = split < 0 ? '' : `${fold(squeezed.slice(0, split))}@${mistypedDomains.get(domain) ?? domain}`
  return repaired !== address && repaired !== '' && wrongWith(repaired) === null ? [repaired] : []
}
