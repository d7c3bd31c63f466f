// What holds for every endpoint, told once at the top of the page.

import { Html, html, inline } from './html.ts'

export function apiBasics(description: string): Html {
  const key = '-H "Authorization: Bearer $SWITCHYARD_KEY"'
  return html`<section id="basics">
    <h2>Basics</h2>
    <p>${inline(description)}</p>
    <h3>Keys</h3>
    <p>
      Send an API key with every request. Keys have one scope: <code>admin</code>, <code>operate</code>,
      <code>read</code>, <code>ingest</code> (sends leads of one supplier) or <code>buyer</code>. What belongs to
      another account does not exist: 404. The examples on this page take the address and the key from the shell:
    </p>
    <pre tabindex="0"><code>export SWITCHYARD_URL=http://127.0.0.1:8080 SWITCHYARD_KEY=sy_…
curl "$SWITCHYARD_URL/v1/me" ${key}</code></pre>
    <h3>Lists</h3>
    <p>
      Take <code>limit</code> and <code>cursor</code>; the answer's <code>nextCursor</code> leads to the next page and
      is null on the last.
    </p>
    <h3>Set-up</h3>
    <p>
      Documents are written whole with <code>PUT</code>: what is left out gets its default. What was read can be written
      back as it is. Write picklists, suppliers and buyers first, then the campaign, then its deliveries, then the
      campaign again with its <code>route</code>, which may only name deliveries that exist. Secrets are shown as
      <code>••••</code>; written back so, the stored one is kept.
    </p>
    <p>
      A document takes effect with the next lead. An edit that would break another document, such as taking away a field
      that a delivery's rule looks at, is refused with 422, and the error's path names that document:
      <code>deliveries.acme.rules.field</code>.
    </p>
    <h3>Rules</h3>
    <p>
      Filters, deliveries and prices ask leads with the same <a href="#schema-Rule">rules</a>:
      <code>{ "field": "vehicle_year", "op": "gte", "value": 2010 }</code>, or several together as
      <code>{ "all": [ … ] }</code>, <code>{ "any": [ … ] }</code> and <code>{ "not": { … } }</code>. Besides a
      campaign's own fields they read <code>@supplier</code>, <code>@source</code>, <code>@method</code>,
      <code>@country</code>, <code>@age</code>, <code>@receivedTime</code>, <code>@receivedWeekday</code>,
      <code>@test</code>, <code>@consent.email</code> and <code>@consent.sms</code>.
    </p>
    <h3>Templates</h3>
    <p>
      Requests and record summaries are Liquid: <code>{{ email }}</code>, <code>{{ lead.id }}</code>,
      <code>{{ supplier }}</code>, <code>{{ source }}</code>, <code>{{ campaign }}</code>, <code>{{ received }}</code>,
      <code>{{ consent.email }}</code>, <code>{{ raw.email }}</code> (as it was sent). Filters among others:
      <code>map: 'mapper-key'</code>, <code>date: '%d/%m/%Y'</code>, <code>digits</code>, <code>e164</code>,
      <code>national</code>, <code>sha256</code>, <code>md5</code>, <code>upcase</code>, <code>default: '…'</code>. In a
      JSON body a text that is one placeholder keeps the value's type, and a missing value is <code>null</code>.
    </p>
    <h3>Refusals</h3>
    <p>
      Are <a href="#schema-Problem">problem documents</a>: <code>code</code> is for programs, <code>detail</code> for
      people, and <code>errors</code> names every mistake with its path. 400: the request cannot be read, or has an
      unknown or misshapen property. 422: it was understood and does not fit what is there. After 429 and 503 wait for
      <code>Retry-After</code> seconds and send the same again: nothing was stored. When no answer came at all, send a
      lead again with the same <code>Idempotency-Key</code>; it is stored once.
    </p>
  </section>`
}
