-- The first schema. Every table carries account_id and has it first in its primary key, so that one account's rows can be
-- fenced by row level security today and moved to another node tomorrow. Hot tables (leads, dispatches, attempts, ledger)
-- carry no foreign keys: their writers are three statements in one process, and a key check per row costs about a tenth of
-- the throughput; the checker and the tests compare the tables instead.

CREATE TABLE accounts (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name           text NOT NULL,
  -- Counts every published change of set-up; processes compare it with the version they compiled.
  setup_version  bigint NOT NULL DEFAULT 0,
  -- Keys the hashes of duplicate and suppression entries, so that they say nothing outside this account.
  pepper         bytea NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  id             bigint GENERATED ALWAYS AS IDENTITY,
  email          text NOT NULL,
  name           text NOT NULL DEFAULT '',
  role           text NOT NULL CHECK (role IN ('admin', 'operator', 'viewer')),
  password_hash  text NOT NULL,
  settings       jsonb NOT NULL DEFAULT '{}',
  created_at     timestamptz NOT NULL DEFAULT now(),
  disabled_at    timestamptz,
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, email)
);
CREATE INDEX users_email ON users (email);

CREATE TABLE sessions (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  token_hash     bytea NOT NULL,
  user_id        bigint NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  expires_at     timestamptz NOT NULL,
  user_agent     text,
  PRIMARY KEY (account_id, token_hash),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_token ON sessions (token_hash);

CREATE TABLE api_keys (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  id             bigint GENERATED ALWAYS AS IDENTITY,
  name           text NOT NULL,
  scope          text NOT NULL CHECK (scope IN ('admin', 'operate', 'read', 'ingest', 'buyer')),
  -- The supplier of an ingest key, the buyer of a buyer key.
  party          text,
  key_hash       bytea NOT NULL,
  prefix         text NOT NULL,
  last4          text NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  created_by     text,
  last_used_at   timestamptz,
  expires_at     timestamptz,
  revoked_at     timestamptz,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX api_keys_hash ON api_keys (key_hash);

-- Set-up: one row per document, whatever its kind (campaign, delivery, picklist, mapper, supplier, buyer, suppression).
CREATE TABLE setup (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  kind           text NOT NULL,
  key            text NOT NULL,
  version        integer NOT NULL,
  doc            jsonb NOT NULL,
  updated_at     timestamptz NOT NULL DEFAULT now(),
  updated_by     text NOT NULL,
  PRIMARY KEY (account_id, kind, key)
);

-- Every version a document ever had; doc is null where it was deleted.
CREATE TABLE setup_history (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  kind           text NOT NULL,
  key            text NOT NULL,
  version        integer NOT NULL,
  doc            jsonb,
  at             timestamptz NOT NULL DEFAULT now(),
  actor          text NOT NULL,
  PRIMARY KEY (account_id, kind, key, version)
);

CREATE TABLE suppression_entries (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  list           text NOT NULL,
  -- SHA-256 or MD5 of the normalised value; plain entries are hashed when they come in.
  digest         bytea NOT NULL,
  added_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, list, digest)
);

CREATE TABLE audit (
  account_id     bigint NOT NULL REFERENCES accounts (id),
  id             bigint GENERATED ALWAYS AS IDENTITY,
  at             timestamptz NOT NULL DEFAULT now(),
  actor          text NOT NULL,
  action         text NOT NULL,
  object         text NOT NULL,
  before         jsonb,
  after          jsonb,
  request_id     text,
  PRIMARY KEY (account_id, id)
);

-- Leads: the narrow row holds what screens filter by and what changes with every outcome; the values live beside it.
CREATE SEQUENCE lead_ids START 10001;

CREATE TABLE leads (
  account_id       bigint NOT NULL,
  id               bigint NOT NULL,
  received_at      timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  revision         integer NOT NULL DEFAULT 1,
  campaign         text NOT NULL,
  supplier         text,
  source           text,
  external_id      text,
  method           text NOT NULL,
  country          text,
  summary          text NOT NULL,
  email            text,
  phone            text,
  name             text,
  status           text NOT NULL,
  code             text NOT NULL,
  reason           text,
  sold             text,
  -- Why nobody has bought it, in words; null while that is open or when somebody has.
  sold_reason      text,
  delivery_status  text NOT NULL,
  -- 1/10,000 of the currency unit. Derived from the ledger with each booking, kept here for lists.
  revenue          bigint NOT NULL DEFAULT 0,
  payout           bigint NOT NULL DEFAULT 0,
  currency         text NOT NULL,
  consent_email    text NOT NULL DEFAULT 'unknown',
  consent_sms      text NOT NULL DEFAULT 'unknown',
  duplicate_of     bigint,
  redirect_url     text,
  -- The route with what was not eligible taken out: what settlement goes on with. Null until the lead was routed.
  plan             jsonb,
  test             boolean NOT NULL DEFAULT false,
  PRIMARY KEY (account_id, id, received_at)
) PARTITION BY RANGE (received_at);
CREATE INDEX leads_received ON leads (account_id, received_at DESC, id DESC);
CREATE INDEX leads_campaign ON leads (account_id, campaign, received_at DESC, id DESC);

CREATE TABLE lead_data (
  account_id     bigint NOT NULL,
  lead_id        bigint NOT NULL,
  received_at    timestamptz NOT NULL,
  fields         jsonb NOT NULL,
  -- As received; never changed.
  raw            jsonb NOT NULL,
  -- What people have put in place of received values, by field key; laid over raw whenever the lead is checked again.
  edits          jsonb NOT NULL DEFAULT '{}',
  failures       jsonb NOT NULL DEFAULT '[]',
  -- The routing decision; null until the lead was routed.
  decision       jsonb,
  -- Consent evidence as received, caller's address, call-back URL.
  origin         jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (account_id, lead_id, received_at)
) PARTITION BY RANGE (received_at);

CREATE SEQUENCE lead_event_ids;

-- What happened to a lead and stands in no other table (edits, returns, late answers). The timeline joins these with
-- attempts and ledger rows.
CREATE TABLE lead_events (
  account_id     bigint NOT NULL,
  -- Not an identity column: partitioned tables have them only from PostgreSQL 17 on.
  id             bigint NOT NULL DEFAULT nextval('lead_event_ids'),
  lead_id        bigint NOT NULL,
  at             timestamptz NOT NULL DEFAULT now(),
  kind           text NOT NULL,
  actor          text NOT NULL,
  detail         jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (account_id, id, at)
) PARTITION BY RANGE (at);
CREATE INDEX lead_events_lead ON lead_events (account_id, lead_id, at);

CREATE TABLE revisions (
  account_id     bigint NOT NULL,
  lead_id        bigint NOT NULL,
  revision       integer NOT NULL,
  at             timestamptz NOT NULL DEFAULT now(),
  actor          text NOT NULL,
  reason         text NOT NULL,
  -- { field: { from, to } }
  changes        jsonb NOT NULL,
  PRIMARY KEY (account_id, lead_id, revision)
);

-- One lead on its way through one delivery. This row is the work item: claimed, fenced and settled in place.
CREATE SEQUENCE dispatch_ids;
CREATE SEQUENCE attempt_ids;

CREATE TABLE dispatches (
  account_id        bigint NOT NULL,
  id                bigint NOT NULL,
  lead_id           bigint NOT NULL,
  lead_received_at  timestamptz NOT NULL,
  campaign          text NOT NULL,
  delivery          text NOT NULL,
  buyer             text,
  state             text NOT NULL,
  reason            text,
  -- 0 live, 1 retry, 2 redelivery, 3 bulk: smaller goes first.
  class             smallint NOT NULL DEFAULT 0,
  due_at            timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  tries             integer NOT NULL DEFAULT 0,
  -- The fence: a result is only written by the attempt that stands here.
  current_attempt   bigint,
  worker            uuid,
  price             bigint,
  reference         text,
  -- Cap windows this dispatch has a place in: [{ scope, period, start }].
  reserved          jsonb,
  test              boolean NOT NULL DEFAULT false,
  created_at        timestamptz NOT NULL,
  settled_at        timestamptz,
  PRIMARY KEY (account_id, id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX dispatches_lead ON dispatches (account_id, lead_id);
CREATE INDEX dispatches_due ON dispatches (account_id, delivery, class, due_at, id) WHERE state = 'queued';
CREATE INDEX dispatches_held ON dispatches (due_at) WHERE state = 'held';
CREATE UNIQUE INDEX dispatches_one_open ON dispatches (account_id, lead_id, delivery)
  WHERE state IN ('queued', 'held', 'sending');

CREATE TABLE attempts (
  account_id     bigint NOT NULL,
  id             bigint NOT NULL,
  at             timestamptz NOT NULL,
  dispatch_id    bigint NOT NULL,
  lead_id        bigint NOT NULL,
  delivery       text NOT NULL,
  number         integer NOT NULL,
  worker         uuid NOT NULL,
  lead_revision  integer NOT NULL,
  -- Null until the result is written; an attempt of a dead worker becomes 'unknown'.
  outcome        text,
  reason         text,
  rule           integer,
  duration_ms    integer,
  PRIMARY KEY (account_id, id, at)
) PARTITION BY RANGE (at);
CREATE INDEX attempts_lead ON attempts (account_id, lead_id);

CREATE TABLE attempt_bodies (
  account_id     bigint NOT NULL,
  attempt_id     bigint NOT NULL,
  at             timestamptz NOT NULL,
  -- { method, url, headers, body } with secrets masked; { status, headers, body, truncated } or null.
  request        jsonb NOT NULL,
  response       jsonb,
  PRIMARY KEY (account_id, attempt_id, at)
) PARTITION BY RANGE (at);

-- Append-only and double entry: each row moves an amount from one ledger account to another, so the books always balance.
CREATE TABLE ledger (
  account_id     bigint NOT NULL,
  id             bigint GENERATED ALWAYS AS IDENTITY,
  at             timestamptz NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('revenue', 'payout', 'revenueReversal', 'payoutReversal', 'adjustment')),
  debit          text NOT NULL,
  credit         text NOT NULL,
  amount         bigint NOT NULL CHECK (amount >= 0),
  currency       text NOT NULL,
  campaign       text NOT NULL,
  lead_id        bigint NOT NULL,
  dispatch_id    bigint,
  buyer          text,
  supplier       text,
  note           text,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX ledger_lead ON ledger (account_id, lead_id);

-- One row per combination of values that a duplicate rule compares; its lock makes one of any number of equal leads the first.
CREATE TABLE dedupe_keys (
  account_id     bigint NOT NULL,
  hash           bytea NOT NULL,
  -- Per campaign the newest accepted or in-flight lead: { campaign: [lead id, seen at in ms] }.
  holders        jsonb NOT NULL,
  PRIMARY KEY (account_id, hash)
);

-- Answers to repeat: by Idempotency-Key (kept 7 days) and by identical payload (60 seconds; no stored answer).
CREATE TABLE idempotency (
  account_id     bigint NOT NULL,
  key            bytea NOT NULL,
  request_hash   bytea NOT NULL,
  lead_id        bigint NOT NULL,
  created_at     timestamptz NOT NULL,
  status         smallint,
  answer         text,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_created ON idempotency USING brin (created_at);

CREATE TABLE cap_windows (
  account_id     bigint NOT NULL,
  -- "campaign auto", "supplier auto ADC1", "delivery acme", "buyer ACME", and ":test" behind it for the test world.
  scope          text NOT NULL,
  period         text NOT NULL,
  window_start   timestamptz NOT NULL,
  window_end     timestamptz NOT NULL,
  reserved       bigint NOT NULL DEFAULT 0,
  used           bigint NOT NULL DEFAULT 0,
  over_cap       bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, scope, period, window_start)
) WITH (fillfactor = 50);

-- Who is alive. Not an account's row: workers serve all accounts.
CREATE TABLE workers (
  id             uuid PRIMARY KEY,
  host           text NOT NULL,
  pid            integer NOT NULL,
  started_at     timestamptz NOT NULL DEFAULT now(),
  beat_at        timestamptz NOT NULL DEFAULT now(),
  stopped_at     timestamptz
);

-- Monthly partitions, made ahead so that an insert never meets a missing one.
CREATE FUNCTION ensure_partitions(from_month date, to_month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  month date;
BEGIN
  FOREACH parent IN ARRAY ARRAY['leads', 'lead_data', 'lead_events', 'attempts', 'attempt_bodies'] LOOP
    FOR month IN SELECT generate_series(date_trunc('month', from_month::timestamp), to_month::timestamp, interval '1 month')::date LOOP
      IF to_regclass(format('%I', parent || '_' || to_char(month, 'YYYY_MM'))) IS NULL THEN
        EXECUTE format(
          'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          parent || '_' || to_char(month, 'YYYY_MM'), parent,
          month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
        -- Rows of one to a few kilobytes: as they are, not squeezed below 2 kB, which costs more than the space is worth.
        IF parent = 'lead_data' OR parent = 'attempt_bodies' THEN
          EXECUTE format('ALTER TABLE %I SET (toast_tuple_target = 8160)', parent || '_' || to_char(month, 'YYYY_MM'));
        END IF;
        -- Each of these rows is updated once soon after it was made; with room on its page no index has to be touched.
        IF parent = 'leads' OR parent = 'attempts' THEN
          EXECUTE format('ALTER TABLE %I SET (fillfactor = 60)', parent || '_' || to_char(month, 'YYYY_MM'));
        END IF;
      END IF;
    END LOOP;
  END LOOP;
END $$;
SELECT ensure_partitions((now() - interval '3 months')::date, (now() + interval '3 months')::date);

-- Row level security. Requests run as switchyard_app with app.account set for the transaction and see that account alone;
-- the owner (migrations, engine stages) is not bound by it and names the account in every statement.
CREATE FUNCTION current_account() RETURNS bigint LANGUAGE sql STABLE
  RETURN nullif(current_setting('app.account', true), '')::bigint;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['users', 'sessions', 'api_keys', 'setup', 'setup_history', 'suppression_entries', 'audit',
    'leads', 'lead_data', 'lead_events', 'revisions', 'dispatches', 'attempts', 'attempt_bodies', 'ledger', 'dedupe_keys',
    'idempotency', 'cap_windows'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
  ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_account ON accounts USING (id = (SELECT current_account()));
END $$;
