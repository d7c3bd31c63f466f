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
  -- What was asked for under that key: the key with another request is a mistake.
  request_hash     bytea,
  total            integer NOT NULL DEFAULT 0,
  succeeded        integer NOT NULL DEFAULT 0,
  failed           integer NOT NULL DEFAULT 0,
  left_out         integer NOT NULL DEFAULT 0,
  cancelled        integer NOT NULL DEFAULT 0,
  -- { outcome: count }
  outcomes         jsonb NOT NULL DEFAULT '{}',
  -- Set when the job itself failed, in words.
  reason           text,
  -- What an action keeps from one chunk to the next.
  progress         jsonb,
  -- { name, type, bytes } of the file it made.
  file             jsonb,
  -- The process that works on it now; free again when the worker is dead.
  worker           uuid,
  created_at       timestamptz NOT NULL DEFAULT now(),
  started_at       timestamptz,
  -- Null while there is something to be done about it, also when it is paused or winds down.
  finished_at      timestamptz,
  -- When a throttled job may take its next chunk.
  next_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, id)
);
CREATE INDEX jobs_open ON jobs (next_at) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX jobs_request ON jobs (account_id, request_key) WHERE request_key IS NOT NULL;

-- One lead in a job. Waiting items stand here and not on the dispatch queue, so that a big job weighs on nothing else.
CREATE TABLE job_items (
  account_id        bigint NOT NULL,
  job_id            bigint NOT NULL,
  place             integer NOT NULL,
  lead_id           bigint NOT NULL,
  -- Null where there is no such lead.
  lead_received_at  timestamptz,
  -- waiting, running (its dispatch is under way), succeeded, failed, leftOut, cancelled
  state             text NOT NULL,
  outcome           text,
  reason            text,
  dispatch_id       bigint,
  -- Not before this time: something about the lead has to end first.
  due_at            timestamptz,
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
ALTER TABLE dispatches
  -- When it was let go after it had been held: its places in caps are of this moment.
  ADD COLUMN released_at timestamptz,
  -- Held because a cap is full: it may go as soon as a place comes free, before its time.
  ADD COLUMN waits_for_place boolean NOT NULL DEFAULT false;
CREATE INDEX dispatches_waiting ON dispatches (account_id, delivery, id) WHERE state = 'held' AND waits_for_place;
-- What happened in a window, when its counts are worked out anew: rare, so next to nothing may be spent on it meanwhile.
CREATE INDEX dispatches_created ON dispatches USING brin (created_at) WITH (autosummarize = on);
CREATE INDEX dispatches_released ON dispatches (released_at) WHERE released_at IS NOT NULL;
CREATE INDEX dispatches_review ON dispatches (account_id, delivery) WHERE state = 'review';

-- An answer that came after the attempt had been given up. It changes nothing by itself, and is never thrown away.
ALTER TABLE attempts
  ADD COLUMN late_outcome text,
  ADD COLUMN late_reason text,
  ADD COLUMN late_at timestamptz;
-- Late answers are rare, and looked through for leads that two attempts sold.
CREATE INDEX attempts_late ON attempts (late_at) WHERE late_at IS NOT NULL;

-- Until when the workers that had come are known to this one, and have room for their part of each destination.
ALTER TABLE workers ADD COLUMN made_room_at timestamptz;

-- How each worker sees the destinations that it has work for: written with its heartbeat when it changed, for people to look at.
CREATE TABLE destination_views (
  account_id     bigint NOT NULL,
  delivery       text NOT NULL,
  worker         uuid NOT NULL,
  at             timestamptz NOT NULL DEFAULT now(),
  under_way      integer NOT NULL,
  -- How many it may have under way as things are.
  limit_now      integer NOT NULL,
  -- closed, probing, open
  breaker        text NOT NULL,
  breaker_until  timestamptz,
  paused_until   timestamptz,
  PRIMARY KEY (account_id, delivery, worker)
);

-- Attempts of the last hour, found without an index entry for each of them.
CREATE INDEX attempts_at ON attempts USING brin (at) WITH (pages_per_range = 32, autosummarize = on);

-- Erased for good: the row stays as a tombstone, so that counts and money stay right.
ALTER TABLE leads ADD COLUMN erased_at timestamptz;
-- It went out to a delivery before it was erased: what still comes back is not kept.
ALTER TABLE dispatches ADD COLUMN erased boolean NOT NULL DEFAULT false;
CREATE INDEX dispatches_erased ON dispatches (account_id, id) WHERE erased;

-- Leads that are taken in again: checked once more under the set-up of today, or their route run from the start.
ALTER TABLE leads
  -- When a lead that was not accepted at first was accepted later; its place in intake caps is of this moment.
  ADD COLUMN readmitted_at timestamptz,
  -- When the route was last begun anew: offers made before count only where they were accepted.
  ADD COLUMN rerouted_at timestamptz,
  -- How often an errored lead was tried again by itself; spaces the tries.
  ADD COLUMN rechecks integer NOT NULL DEFAULT 0;
CREATE INDEX leads_readmitted ON leads (account_id, campaign, readmitted_at) WHERE readmitted_at IS NOT NULL;
-- Not by updated_at: an index over a column that each outcome changes, whatever its rows, makes every outcome write all the others anew.
CREATE INDEX leads_errored ON leads (account_id, received_at) WHERE status = 'errored';

-- What people search for, as it is compared. Under row level security an index serves only where a plain column is compared with =,
-- < and the like, so the lower case of a value is a column of its own, and the beginning of a value is a range in the order of bytes.
ALTER TABLE leads
  ADD COLUMN email_key text COLLATE "C" GENERATED ALWAYS AS (lower(email)) STORED,
  ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED,
  ADD COLUMN last_name_key text COLLATE "C" GENERATED ALWAYS AS (lower(substring(name from '[^[:space:]]+$'))) STORED,
  -- Backwards, because a number is looked for by its end: the country's code is rarely typed.
  ADD COLUMN phone_end text COLLATE "C" GENERATED ALWAYS AS (reverse(phone)) STORED,
  ADD COLUMN external_key text COLLATE "C" GENERATED ALWAYS AS (lower(external_id)) STORED;
CREATE INDEX leads_email ON leads (account_id, email_key) WHERE email_key IS NOT NULL;
CREATE INDEX leads_name ON leads (account_id, name_key) WHERE name_key IS NOT NULL;
CREATE INDEX leads_last_name ON leads (account_id, last_name_key) WHERE last_name_key IS NOT NULL;
CREATE INDEX leads_phone ON leads (account_id, phone_end) WHERE phone_end IS NOT NULL;
CREATE INDEX leads_external ON leads (account_id, external_key) WHERE external_key IS NOT NULL;
-- Of what can be rare and does not change when a lead is delivered; an index over sold or delivery_status would make each outcome
-- write every index of the lead anew.
CREATE INDEX leads_supplier ON leads (account_id, supplier, received_at DESC, id DESC);
CREATE INDEX leads_code ON leads (account_id, code, received_at DESC, id DESC);

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
-- Ids are given before a commit and places after it, so that a reader who has seen a place has missed none below it.
CREATE SEQUENCE stream_event_ids;
CREATE SEQUENCE stream_places;
CREATE TABLE stream_events (
  account_id     bigint NOT NULL,
  id             bigint NOT NULL DEFAULT nextval('stream_event_ids'),
  at             timestamptz NOT NULL DEFAULT now(),
  -- jobs, leads, counters
  topic          text NOT NULL,
  data           jsonb NOT NULL,
  -- Null until somebody listens.
  place          bigint,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX stream_events_unplaced ON stream_events (account_id, id) WHERE place IS NULL;
CREATE UNIQUE INDEX stream_events_place ON stream_events (account_id, place) WHERE place IS NOT NULL;
CREATE INDEX stream_events_at ON stream_events (at);

-- Saved views of the leads list: what is looked for and how it is shown.
CREATE TABLE views (
  account_id   bigint NOT NULL,
  key          text NOT NULL,
  -- Null where it was made with a key: then it is shared.
  owner        bigint,
  shared       boolean NOT NULL,
  version      integer NOT NULL DEFAULT 1,
  doc          jsonb NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  updated_by   text NOT NULL,
  PRIMARY KEY (account_id, key),
  FOREIGN KEY (account_id, owner) REFERENCES users (account_id, id) ON DELETE CASCADE
);

-- Why the buyer gave a lead back that it had accepted: the dispatch stays accepted, and is no sale any more.
ALTER TABLE dispatches
  ADD COLUMN returned_at timestamptz,
  ADD COLUMN return_reason text;
-- A person has looked at the rejected lead and lets it be: it is no work to be done. Over when it is checked again.
ALTER TABLE leads ADD COLUMN kept_at timestamptz;

-- The words a return may be given as its reason; no row: the ones the product brings.
CREATE TABLE return_reasons (
  account_id   bigint NOT NULL PRIMARY KEY,
  doc          jsonb NOT NULL,
  version      integer NOT NULL DEFAULT 1,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  updated_by   text NOT NULL
);

-- Every change of a lead's consent after it came in. What it came in with is read off the lead itself.
CREATE TABLE consent_changes (
  account_id   bigint NOT NULL,
  id           bigint GENERATED ALWAYS AS IDENTITY,
  lead_id      bigint NOT NULL,
  channel      text NOT NULL CHECK (channel IN ('email', 'sms')),
  was          text NOT NULL,
  became       text NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  actor        text NOT NULL,
  -- By which road: "job 17".
  source       text NOT NULL,
  -- How the person said so, in the operator's words. Erased with the lead.
  evidence     text,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX consent_changes_lead ON consent_changes (account_id, lead_id, id);

-- What people have said about causes of refusal. A cause is worked out from the leads; without a row it is open.
CREATE TABLE causes (
  account_id   bigint NOT NULL,
  id           text NOT NULL,
  state        text NOT NULL CHECK (state IN ('acknowledged', 'resolved', 'kept')),
  reason       text,
  actor        text NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  -- What it was, for when no lead has it any more. Holds a value only where it was to stand in a picklist.
  about        jsonb NOT NULL,
  -- The kind of the cure, its job, and how many leads it was for.
  cure         text,
  job_id       bigint,
  leads        integer NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, id)
);
-- Causes are looked for among few leads of many.
CREATE INDEX leads_rejected ON leads (account_id, campaign, received_at) WHERE status = 'rejected';
CREATE INDEX dispatches_refused ON dispatches (account_id, lead_id) WHERE state IN ('rejected', 'failed');

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['causes', 'return_reasons', 'consent_changes', 'views', 'jobs', 'job_items', 'job_files', 'alerts', 'stream_events',
    'destination_views'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;
