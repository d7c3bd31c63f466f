-- Jobs on many leads, redelivery, answers that come late, erasure, alerts, and the event stream.

-- A job: one action on leads whose membership is frozen when it is made.
CREATE SEQUENCE job_ids;
CREATE TABLE jobs (
  account_id       bigint NOT NULL,
  id               bigint NOT NULL DEFAULT nextval('job_ids'),
  action           text NOT NULL,
  options          jsonb NOT NULL,
  -- As asked for, with the seed of a random choice written in.
  selection        jsonb NOT NULL,
  state            text NOT NULL,
  actor            text NOT NULL,
  -- The Idempotency-Key of the request that made it, hashed: a double click makes one job.
  request_key      bytea,
  total            integer NOT NULL DEFAULT 0,
  succeeded        integer NOT NULL DEFAULT 0,
  failed           integer NOT NULL DEFAULT 0,
  left_out         integer NOT NULL DEFAULT 0,
  -- { outcome: count }
  outcomes         jsonb NOT NULL DEFAULT '{}',
  -- Set when the job itself failed, in words.
  reason           text,
  -- { name, type, bytes } of the file it made.
  file             jsonb,
  -- The process that works on it now; free again when the worker is dead.
  worker           uuid,
  created_at       timestamptz NOT NULL DEFAULT now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  -- When a throttled job may take its next chunk.
  next_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, id)
);
CREATE INDEX jobs_open ON jobs (next_at) WHERE state = 'running';
CREATE UNIQUE INDEX jobs_request ON jobs (account_id, request_key) WHERE request_key IS NOT NULL;

-- One lead in a job. Waiting items stand here and not on the dispatch queue, so that a big job weighs on nothing else.
CREATE TABLE job_items (
  account_id        bigint NOT NULL,
  job_id            bigint NOT NULL,
  place             integer NOT NULL,
  lead_id           bigint NOT NULL,
  lead_received_at  timestamptz NOT NULL,
  -- waiting, running (its dispatch is under way), succeeded, failed, leftOut, cancelled
  state             text NOT NULL,
  outcome           text,
  reason            text,
  dispatch_id       bigint,
  ended_at          timestamptz,
  PRIMARY KEY (account_id, job_id, place),
  UNIQUE (account_id, job_id, lead_id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX job_items_open ON job_items (account_id, job_id, state, place) WHERE state IN ('waiting', 'running');
CREATE INDEX job_items_lead ON job_items (account_id, lead_id);

-- What an export wrote, in parts, so that any process can serve it.
CREATE TABLE job_files (
  account_id   bigint NOT NULL,
  job_id       bigint NOT NULL,
  part         integer NOT NULL,
  bytes        bytea NOT NULL,
  PRIMARY KEY (account_id, job_id, part)
);

ALTER TABLE dispatches
  ADD COLUMN job_id bigint,
  -- Made by a person against the caps: counted beside them when accepted, in the windows that `reserved` names.
  ADD COLUMN over_cap boolean NOT NULL DEFAULT false,
  -- The delivery's filter rules were skipped, by whom and why stands in the lead's events.
  ADD COLUMN skip_rules boolean NOT NULL DEFAULT false;
CREATE INDEX dispatches_review ON dispatches (account_id, delivery) WHERE state = 'review';

-- An answer that came after the attempt had been given up. It changes nothing by itself, and is never thrown away.
ALTER TABLE attempts
  ADD COLUMN late_outcome text,
  ADD COLUMN late_reason text,
  ADD COLUMN late_at timestamptz;

-- Erased for good: the row stays as a tombstone, so that counts and money stay right.
ALTER TABLE leads ADD COLUMN erased_at timestamptz;

-- What needs a person. One row per kind and subject while it is open.
CREATE SEQUENCE alert_ids;
CREATE TABLE alerts (
  account_id     bigint NOT NULL,
  id             bigint NOT NULL DEFAULT nextval('alert_ids'),
  -- doubleAccept, capFull, breakerOpen, tlsFailure, unknownOutcomes, ...
  kind           text NOT NULL,
  -- "delivery acme", "dispatch 17", ...
  subject        text NOT NULL,
  -- In words, for the screen.
  message        text NOT NULL,
  detail         jsonb NOT NULL DEFAULT '{}',
  count          integer NOT NULL DEFAULT 1,
  first_at       timestamptz NOT NULL DEFAULT now(),
  last_at        timestamptz NOT NULL DEFAULT now(),
  -- Null while it is open.
  resolved_at    timestamptz,
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX alerts_open ON alerts (account_id, kind, subject) WHERE resolved_at IS NULL;

-- The event stream, for replay: kept for an hour. Changes of many leads come together in one row.
CREATE SEQUENCE stream_event_ids;
CREATE TABLE stream_events (
  account_id     bigint NOT NULL,
  id             bigint NOT NULL DEFAULT nextval('stream_event_ids'),
  at             timestamptz NOT NULL DEFAULT now(),
  -- jobs, leads, counters
  topic          text NOT NULL,
  data           jsonb NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX stream_events_at ON stream_events (at);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['jobs', 'job_items', 'job_files', 'alerts', 'stream_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;
