// The HTTP connector as the delivery stage wants it: a delivery and a lead's facts in, an exchange out.

import { secretsOf } from '@switchyard/core/delivery/requestAuth.ts'
import { scopeOf } from '@switchyard/core/delivery/scope.ts'

import type { Connector } from '../../delivery/send.ts'
import type { HttpConnector } from './connector.ts'

export function createDeliveryConnector(http: HttpConnector): Connector {
  return {
    send: ({ dispatchId, attemptNumber, delivery, facts, beforeBytes }) =>
      http.send({
        dispatchId,
        attemptNumber,
        compiled: delivery.request,
        scope: scopeOf(facts),
        secrets: secretsOf(delivery.doc.request.auth),
        beforeBytes,
      }),
  }
}
