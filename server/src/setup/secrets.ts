// Where secrets stand in set-up documents, and how they are hidden and kept.

import type { SetupKind } from '@switchyard/contract/setup/documents.ts'
import type { ProblemItem } from '@switchyard/contract/problem.ts'

/** What is shown in place of a secret; written back, it means the stored one. */
export const mask = '••••'

const secretPaths: Readonly<Partial<Record<SetupKind, readonly string[]>>> = {
  delivery: ['request.auth.secret', 'request.clientCertificate.key'],
}

/** A copy in which `change` has been applied to every secret that is there. */
export function mapSecrets<Doc>(kind: SetupKind, doc: Doc, change: (secret: string, path: string) => string): Doc {
  return (secretPaths[kind] ?? []).reduce<Doc>((copy, path) => {
    const secret = textAt(copy, path)
    // The shape stays; only a text inside changes.
    return secret === null ? copy : (withText(copy, path.split('.'), change(secret, path)) as Doc)
  }, doc)
}

export function maskSecrets<Doc>(kind: SetupKind, doc: Doc): Doc {
  return mapSecrets(kind, doc, () => mask)
}

/**
 * Puts stored secrets where the mask was written back. A document that now sends to another host needs them again: whoever may
 * edit an address must not be able to have a secret sent to it that they were never shown.
 */
export function keepSecrets<Doc>(
  kind: SetupKind,
  doc: Doc,
  stored: unknown,
): { readonly doc: Doc; readonly problems: readonly ProblemItem[] } {
  const problems: ProblemItem[] = []
  const moved = hostsOf(doc).some((host) => !hostsOf(stored).includes(host))
  const kept = mapSecrets(kind, doc, (given, path) => {
    if (given !== mask) return given
    const secret = textAt(stored, path)
    if (secret === null) {
      problems.push({ path, code: 'secret_missing', message: 'There is no stored secret to keep; write it out.' })
    } else if (moved) {
      const message = 'The host has changed, so the secret has to be given again.'
      problems.push({ path, code: 'secret_missing', message })
    }
    return secret ?? given
  })
  return { doc: kept, problems }
}

const addressPaths = ['request.url', 'request.auth.tokenUrl', 'request.auth.request.url']

function hostsOf(doc: unknown): readonly string[] {
  return addressPaths.flatMap((path) => {
    const url = textAt(doc, path)
    return url === null ? [] : (URL.parse(url)?.hostname ?? url)
  })
}

function textAt(doc: unknown, path: string): string | null {
  const found = path.split('.').reduce<unknown>((node, part) => (isRecord(node) ? node[part] : undefined), doc)
  return typeof found === 'string' ? found : null
}

function withText(node: unknown, path: readonly string[], text: string): unknown {
  const [first, ...rest] = path
  if (first === undefined) return text
  return isRecord(node) ? { ...node, [first]: withText(node[first], rest, text) } : node
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
