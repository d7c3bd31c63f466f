// Transport failures in words that a person understands, with a code for machines.

export interface TransportFailure {
  readonly code: string
  readonly message: string
}

const tlsFailures: Readonly<Record<string, readonly [code: string, words: string]>> = {
  CERT_HAS_EXPIRED: ['tls_expired', 'its certificate has expired'],
  CERT_NOT_YET_VALID: ['tls_not_yet_valid', 'its certificate is not valid yet'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls_wrong_host', 'its certificate is for another host'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls_self_signed', 'its certificate is self-signed'],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls_self_signed', 'its certificate chain ends in a self-signed certificate'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls_untrusted', 'its certificate cannot be verified'],
  UNABLE_TO_GET_ISSUER_CERT: ['tls_untrusted', 'the issuer of its certificate is not known'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls_untrusted', 'the issuer of its certificate is not known'],
  CERT_REVOKED: ['tls_revoked', 'its certificate was revoked'],
  CERT_SIGNATURE_FAILURE: ['tls_untrusted', 'the signature of its certificate is not right'],
  CERT_CHAIN_TOO_LONG: ['tls_untrusted', 'its certificate chain is too long'],
  CERT_UNTRUSTED: ['tls_untrusted', 'its certificate is not meant for this'],
  CERT_REJECTED: ['tls_untrusted', 'its certificate is not meant for this'],
  INVALID_PURPOSE: ['tls_untrusted', 'its certificate is not meant for this'],
  INVALID_CA: ['tls_untrusted', 'its certificate is signed by one that may not sign'],
  PATH_LENGTH_EXCEEDED: ['tls_untrusted', 'its certificate is signed by one that may not sign'],
  CA_MD_TOO_WEAK: ['tls_weak', 'its certificate is signed with a weak algorithm'],
}

const connectFailures: Readonly<Record<string, readonly [code: string, words: string]>> = {
  ECONNREFUSED: ['refused', 'refused the connection'],
  ECONNRESET: ['reset', 'closed the connection before the request was sent'],
  EPIPE: ['reset', 'closed the connection before the request was sent'],
  UND_ERR_SOCKET: ['reset', 'closed the connection before the request was sent'],
  ETIMEDOUT: ['connect_timeout', 'did not take the connection in time'],
  UND_ERR_CONNECT_TIMEOUT: ['connect_timeout', 'did not take the connection in time'],
  EHOSTUNREACH: ['unreachable', 'cannot be reached from here'],
  ENETUNREACH: ['unreachable', 'cannot be reached from here'],
  EADDRNOTAVAIL: ['unreachable', 'cannot be reached from here'],
}

/** A failure before the first byte of the request left. `host` is "host:port". */
export function beforeSending(error: Error, host: string): TransportFailure {
  const code = codeOf(error)
  const known = connectFailures[code]
  if (known !== undefined) return { code: known[0], message: `${host} ${known[1]}` }
  // Node.js has no code for some verdicts of OpenSSL, such as "CA signature digest algorithm too weak".
  const isWeak = code === 'UNSPECIFIED' && error.message.includes('too weak')
  const tls = tlsFailures[isWeak ? 'CA_MD_TOO_WEAK' : code]
  if (tls !== undefined) return { code: tls[0], message: `${host} is not trusted: ${tls[1]}` }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO' || code === 'UNSPECIFIED') {
    return { code: 'tls_failed', message: `No secure connection with ${host}: ${error.message}` }
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return { code: 'EMFILE', message: 'This server has no free file handles for another connection' }
  }
  if (code === 'UND_ERR_INVALID_ARG')
    return { code: 'url_invalid', message: `The request cannot be sent: ${error.message}` }
  if (/^(dns_|address_)/.test(code)) return { code, message: error.message }
  return { code: 'not_connected', message: `No connection with ${host}: ${error.message}` }
}

/** A failure after bytes left. `inBody`: status and headers had come. */
export function afterSending(error: Error, host: string, inBody: boolean): TransportFailure {
  const code = codeOf(error)
  const isParserError = error.name === 'HTTPParserError'
  if (isParserError || /HEADERS_OVERFLOW|CONTENT_LENGTH|EXCEEDED_MAX_SIZE|NOT_SUPPORTED/.test(code)) {
    return { code: 'bad_response', message: `${host} did not answer with valid HTTP (${error.message})` }
  }
  const where = inBody ? 'inside its answer' : 'without an answer'
  return { code: 'connection_lost', message: `${host} closed the connection ${where}` }
}

/** Several addresses fail with one error that holds the others. */
function codeOf(error: Error): string {
  const own = 'code' in error ? String(error.code) : ''
  if (!(error instanceof AggregateError)) return own
  const first: unknown = error.errors.find((one) => one instanceof Error && 'code' in one)
  return first instanceof Error && 'code' in first ? String(first.code) : own
}
