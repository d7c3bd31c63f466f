-- Rejected leads: files, drafts of corrections, versions of lists, what is watched and who is told.

-- What leads are refused for, worked out behind them: whoever changes a lead that is or was refused leaves its id, and the keeper of
-- causes reads the lead again. Counting a million refused leads from their own rows takes a minute, from these counts a tenth of a second.
CREATE TABLE stale_refusals (
  account_id   bigint NOT NULL,
  id           bigint GENERATED ALWAYS AS IDENTITY,
  lead_id      bigint NOT NULL,
  received_at  timestamptz NOT NULL,
  PRIMARY KEY (account_id, id)
);

-- A cause that some lead has or had. Holds no value of a lead.
CREATE TABLE known_causes (
  account_id  bigint NOT NULL,
  id          text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('check', 'destination')),
  campaign    text NOT NULL,
  code        text,
  field       text,
  delivery    text,
  list        text,
  PRIMARY KEY (account_id, id)
);

-- One row for each cause that a lead has today.
CREATE TABLE refusals (
  account_id   bigint NOT NULL,
  lead_id      bigint NOT NULL,
  cause        text NOT NULL,
  received_at  timestamptz NOT NULL,
  -- Empty: none was named.
  supplier     text NOT NULL,
  -- The value as it was sent, where causes of that code count spellings; empty elsewhere.
  spelling     text NOT NULL,
  kept         boolean NOT NULL,
  -- One row of each lead, so that leads can be counted once.
  is_first     boolean NOT NULL,
  PRIMARY KEY (account_id, lead_id, cause)
);
CREATE INDEX refusals_cause ON refusals (account_id, cause, received_at, lead_id);
-- All that is counted of a span that begins or ends within a day.
CREATE INDEX refusals_received ON refusals (account_id, received_at) INCLUDE (cause, supplier, spelling, kept, is_first);

-- How many rows of refusals there are of each, by day (UTC). Rows of no leads are taken away.
CREATE TABLE refusal_counts (
  account_id  bigint NOT NULL,
  cause       text NOT NULL,
  day         date NOT NULL,
  supplier    text NOT NULL,
  spelling    text NOT NULL,
  kept        boolean NOT NULL,
  leads       integer NOT NULL,
  first_leads integer NOT NULL,
  PRIMARY KEY (account_id, cause, day, supplier, spelling, kept)
);

CREATE FUNCTION mark_refusals_stale() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lead leads;
BEGIN
  IF TG_OP = 'DELETE' THEN lead := OLD; ELSE lead := NEW; END IF;
  INSERT INTO stale_refusals (account_id, lead_id, received_at) VALUES (lead.account_id, lead.id, lead.received_at);
  RETURN NULL;
END $$;
-- Leads that nothing ever refused never come to the function.
CREATE TRIGGER refused_at_once AFTER INSERT ON leads FOR EACH ROW
  WHEN (NEW.status = 'rejected' OR NEW.sold = 'unsold' OR (NEW.sold IS NULL AND NEW.delivery_status IN ('fail', 'partial')))
  EXECUTE FUNCTION mark_refusals_stale();
CREATE TRIGGER refused_or_no_more AFTER UPDATE ON leads FOR EACH ROW
  WHEN (NEW.status = 'rejected' OR NEW.sold = 'unsold' OR (NEW.sold IS NULL AND NEW.delivery_status IN ('fail', 'partial'))
    OR OLD.status = 'rejected' OR OLD.sold = 'unsold' OR (OLD.sold IS NULL AND OLD.delivery_status IN ('fail', 'partial')))
  EXECUTE FUNCTION mark_refusals_stale();
CREATE TRIGGER refused_and_gone AFTER DELETE ON leads FOR EACH ROW
  WHEN (OLD.status = 'rejected' OR OLD.sold = 'unsold' OR (OLD.sold IS NULL AND OLD.delivery_status IN ('fail', 'partial')))
  EXECUTE FUNCTION mark_refusals_stale();
INSERT INTO stale_refusals (account_id, lead_id, received_at)
  SELECT l.account_id, l.id, l.received_at FROM leads l
  WHERE l.status = 'rejected' OR l.sold = 'unsold' OR (l.sold IS NULL AND l.delivery_status IN ('fail', 'partial'));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['stale_refusals', 'known_causes', 'refusals', 'refusal_counts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;

-- Drafts of corrections: some rejected leads, and what a person has typed over their values so far. Nothing of it is on the leads yet.
CREATE SEQUENCE draft_ids;
CREATE TABLE drafts (
  account_id   bigint NOT NULL,
  id           bigint NOT NULL DEFAULT nextval('draft_ids'),
  -- Whose it is: "ann@example.com".
  actor        text NOT NULL,
  -- Null where the leads were chosen.
  cause        text,
  about        text NOT NULL,
  field        text,
  campaign     text NOT NULL,
  -- Its buyer refused them; null where a check of ours did.
  delivery     text,
  version      integer NOT NULL DEFAULT 0,
  -- The version all of whose rows were checked last, and the set-up they were checked under.
  checked_version  integer,
  checked_setup    bigint,
  -- The job that carried it out last.
  job_id       bigint,
  created_at   timestamptz NOT NULL DEFAULT now(),
  saved_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, id)
);
CREATE INDEX drafts_actor ON drafts (account_id, actor, saved_at);

CREATE TABLE draft_rows (
  account_id        bigint NOT NULL,
  draft_id          bigint NOT NULL,
  place             integer NOT NULL,
  lead_id           bigint NOT NULL,
  lead_received_at  timestamptz NOT NULL,
  -- Of the lead, as the changes were made on.
  revision          integer NOT NULL,
  -- { field: text, or null where it was emptied }
  changes           jsonb NOT NULL DEFAULT '{}',
  -- { field: version of the draft in which it was changed last }, "" for the row being kept.
  touched           jsonb NOT NULL DEFAULT '{}',
  kept              boolean NOT NULL DEFAULT false,
  -- What the checks said of it last.
  verdict           jsonb NOT NULL,
  -- Of the draft when the row was changed last: a verdict on an older one is not kept.
  version           integer NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, draft_id, place),
  UNIQUE (account_id, draft_id, lead_id),
  FOREIGN KEY (account_id, draft_id) REFERENCES drafts (account_id, id) ON DELETE CASCADE
);
CREATE INDEX draft_rows_lead ON draft_rows (account_id, lead_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['drafts', 'draft_rows'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;

-- Monitoring: who looks after an alert, what accounts want to be told of, and the messages that tell it.

ALTER TABLE alerts
  ADD COLUMN acknowledged_at timestamptz,
  ADD COLUMN acknowledged_by text,
  -- Null where it closed by itself.
  ADD COLUMN resolved_by text,
  -- Messages of its opening and of its end were made, or nobody wants any.
  ADD COLUMN open_told boolean NOT NULL DEFAULT false,
  ADD COLUMN end_told boolean NOT NULL DEFAULT false;
-- What was there before is no news.
UPDATE alerts SET open_told = true, end_told = true;
CREATE INDEX alerts_untold ON alerts (account_id, id) WHERE NOT open_told OR (resolved_at IS NOT NULL AND NOT end_told);
CREATE INDEX alerts_counted ON alerts (account_id, kind) WHERE resolved_at IS NULL;

-- A cause that was looked at by the watch: its first refusal is news once.
ALTER TABLE known_causes ADD COLUMN watched boolean NOT NULL DEFAULT false;
CREATE INDEX known_causes_unwatched ON known_causes (account_id, id) WHERE NOT watched;

-- No row: the settings that the product brings. Secrets of webhooks are sealed in doc.
CREATE TABLE alert_settings (
  account_id   bigint NOT NULL PRIMARY KEY,
  doc          jsonb NOT NULL,
  version      integer NOT NULL DEFAULT 1,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  updated_by   text NOT NULL
);

-- The mail server of an account; its password is sealed in doc.
CREATE TABLE mail_accounts (
  account_id   bigint NOT NULL PRIMARY KEY,
  doc          jsonb NOT NULL,
  version      integer NOT NULL DEFAULT 1,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  updated_by   text NOT NULL
);

-- Messages to people and their systems, written before they are sent. Kept for 30 days.
CREATE TABLE messages (
  account_id   bigint NOT NULL,
  id           bigint GENERATED ALWAYS AS IDENTITY,
  -- email, webhook
  channel      text NOT NULL,
  -- The addresses of an e-mail, the key of a webhook.
  recipient    text NOT NULL,
  -- opened, closed, digest, test
  event        text NOT NULL,
  subject      text NOT NULL,
  -- What is sent: { text, html } or the webhook's payload.
  content      jsonb NOT NULL,
  alerts       bigint[] NOT NULL,
  -- waiting, sending, sent, failed, unknown, cancelled
  state        text NOT NULL DEFAULT 'waiting',
  reason       text,
  tries        integer NOT NULL DEFAULT 0,
  -- The fence: only the try that stands here writes what came of it.
  current_try  uuid,
  -- The process that tries it; null where a request waits for it itself.
  worker       uuid,
  lease_until  timestamptz,
  due_at       timestamptz NOT NULL DEFAULT now(),
  created_at   timestamptz NOT NULL DEFAULT now(),
  ended_at     timestamptz,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX messages_due ON messages (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX messages_created ON messages (created_at);

-- Which alert was told where: each event of an alert goes to each recipient once.
CREATE TABLE message_alerts (
  account_id   bigint NOT NULL,
  alert_id     bigint NOT NULL,
  channel      text NOT NULL,
  recipient    text NOT NULL,
  event        text NOT NULL,
  message_id   bigint NOT NULL,
  PRIMARY KEY (account_id, alert_id, channel, recipient, event)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['alert_settings', 'mail_accounts', 'messages', 'message_alerts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;

-- Jobs: what undoing one gives back, a job that tries some leads first, and how long jobs are kept.
ALTER TABLE job_items
  -- What the lead was like before this job changed it, in the words of its action; null where nothing can be taken back.
  ADD COLUMN before jsonb;
ALTER TABLE jobs
  -- The job that this one takes back.
  ADD COLUMN undoes bigint,
  -- 'waiting': it has sent what was to be tried first; 'over': and was told to go on.
  ADD COLUMN trial text CHECK (trial IN ('waiting', 'over'));
CREATE INDEX jobs_undoes ON jobs (account_id, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

-- Versions of set-up documents: the one whose content a version has again, and why it was written where somebody said so.
ALTER TABLE setup_history ADD COLUMN restored_from integer, ADD COLUMN note text;

-- Imports: files as they came, their rows, and what each row would do or did.
CREATE SEQUENCE import_ids;
CREATE TABLE imports (
  account_id   bigint NOT NULL,
  id           bigint NOT NULL DEFAULT nextval('import_ids'),
  -- Null for entries of a suppression list.
  campaign     text,
  purpose      text NOT NULL,
  -- As asked for.
  options      jsonb NOT NULL,
  -- reading, ready, failed; from then on its job's state is its own
  state        text NOT NULL,
  -- Why it failed, in words.
  reason       text,
  actor        text NOT NULL,
  file_name    text NOT NULL,
  file_bytes   bigint NOT NULL,
  -- Lowercase hex of SHA-256: by it the same file is known again.
  file_hash    text NOT NULL,
  -- csv, xlsx
  format       text NOT NULL,
  -- How the file was read: { encoding, certain, delimiter, sheet, sheets, choices, oddTexts }
  reading      jsonb NOT NULL,
  -- [{ name, target, by, samples }]
  columns      jsonb NOT NULL DEFAULT '[]',
  warnings     jsonb NOT NULL DEFAULT '[]',
  -- Counts by verdict, of the preview until it was run.
  counts       jsonb NOT NULL DEFAULT '{}',
  -- What checking the leads would say; null where nothing is checked.
  outcomes     jsonb,
  job_id       bigint,
  undo_job_id  bigint,
  -- Counts up whenever it is to be read anew: a reading that was overtaken writes nothing more.
  version      integer NOT NULL DEFAULT 1,
  -- Of whoever reads it now; a reading without one for long is taken over.
  beat_at      timestamptz NOT NULL DEFAULT now(),
  tries        integer NOT NULL DEFAULT 0,
  created_at   timestamptz NOT NULL DEFAULT now(),
  ran_at       timestamptz,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX imports_hash ON imports (account_id, file_hash);
CREATE INDEX imports_reading ON imports (beat_at) WHERE state = 'reading';

-- The file, in parts, so that any process can read it again.
CREATE TABLE import_files (
  account_id   bigint NOT NULL,
  import_id    bigint NOT NULL,
  part         integer NOT NULL,
  bytes        bytea NOT NULL,
  PRIMARY KEY (account_id, import_id, part),
  FOREIGN KEY (account_id, import_id) REFERENCES imports (account_id, id) ON DELETE CASCADE
);

CREATE TABLE import_rows (
  account_id     bigint NOT NULL,
  import_id      bigint NOT NULL,
  row_no         integer NOT NULL,
  -- Texts, as they stand in the file.
  cells          jsonb NOT NULL,
  -- { column: warning } of values that a spreadsheet has damaged
  flags          jsonb,
  -- What is wrong with the row as a whole: { code, message }
  problem        jsonb,
  -- The lead it is about: named by the row, found by the key for duplicates, or made by the row.
  lead_id        bigint,
  -- It is a lead that was not there before.
  made           boolean NOT NULL DEFAULT false,
  -- A later row is about the same lead.
  superseded_by  integer,
  -- Left out by the policy for duplicates, in words.
  twin           text,
  verdict        text,
  -- [{ field, from, to }] of what it changes in a lead that was there before
  changes        jsonb,
  -- [{ column, from, to }] of edits to columns of the platform's own
  ignored        jsonb,
  -- { code, column, message } where nothing is done
  error          jsonb,
  PRIMARY KEY (account_id, import_id, row_no),
  FOREIGN KEY (account_id, import_id) REFERENCES imports (account_id, id) ON DELETE CASCADE
);
CREATE INDEX import_rows_lead ON import_rows (account_id, lead_id) WHERE lead_id IS NOT NULL;

-- What a supplier's columns were taken for when its file was run last, by heading in small letters.
CREATE TABLE import_mappings (
  account_id   bigint NOT NULL,
  campaign     text NOT NULL,
  -- Empty: files that name their suppliers themselves.
  supplier     text NOT NULL,
  columns      jsonb NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, campaign, supplier)
);

-- A row of a file may have no lead, or none yet.
ALTER TABLE job_items ALTER COLUMN lead_id DROP NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['imports', 'import_files', 'import_rows', 'import_mappings'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;

-- Search: filters of the leads list that had to read every lead of a big account.
-- The supplier's sub-id as it is compared, see the columns of 0002. Costs intake about 5 µs a lead.
ALTER TABLE leads ADD COLUMN source_key text COLLATE "C" GENERATED ALWAYS AS (lower(source)) STORED;
CREATE INDEX leads_source ON leads (account_id, source_key, received_at DESC, id DESC) WHERE source_key IS NOT NULL;
-- Few leads are anything but accepted, and a delivery's outcome does not change it.
CREATE INDEX leads_status ON leads (account_id, status, received_at DESC, id DESC) WHERE status <> 'accepted';
-- Which pages may have a lead that came back or is open: a hundredth of the leads' size, and next to nothing for intake, because new
-- pages are left out until a vacuum. From PostgreSQL 16 on such an index does not keep an update from staying on its page; before, it
-- would make each outcome write every index of the lead anew, so there it is not made and these two filters read on.
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    CREATE INDEX leads_sold ON leads USING brin (sold text_bloom_ops (n_distinct_per_range = 5, false_positive_rate = 0.05))
      WITH (pages_per_range = 2);
  END IF;
END $$;

-- Two Switchyards that trade leads.
CREATE TABLE pairings (
  account_id    bigint NOT NULL REFERENCES accounts (id),
  id            bigint GENERATED ALWAYS AS IDENTITY,
  -- receives: the other side sends us leads. sends: we send it ours.
  side          text NOT NULL CHECK (side IN ('receives', 'sends')),
  state         text NOT NULL CHECK (state IN ('invited', 'active', 'ended')),
  campaign      text NOT NULL,
  supplier      text,
  buyer         text,
  delivery      text,
  -- Where the other side answers: its address, or where it wants to be told results.
  peer          text,
  -- Of the invite's secret, as long as it can be accepted.
  invite_hash   bytea,
  expires_at    timestamptz,
  -- Of the token in the address at which we are told results.
  token_hash    bytea,
  -- Signs the results; sealed.
  secret        text,
  -- With which the other side sends its leads.
  key_id        bigint,
  created_at    timestamptz NOT NULL DEFAULT now(),
  created_by    text NOT NULL,
  ended_at      timestamptz,
  ended_by      text,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX pairings_token ON pairings (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX pairings_supplier ON pairings (account_id, supplier, campaign) WHERE side = 'receives';

-- Leads of other Switchyards of which something is to be told there: as they stand when it is told.
CREATE TABLE feedback_out (
  account_id    bigint NOT NULL,
  lead_id       bigint NOT NULL,
  received_at   timestamptz NOT NULL,
  changed_at    timestamptz NOT NULL,
  due_at        timestamptz NOT NULL,
  tries         integer NOT NULL DEFAULT 0,
  -- Why it could not be told, and since when nobody tries any more.
  trouble       text,
  given_up_at   timestamptz,
  PRIMARY KEY (account_id, lead_id)
);
CREATE INDEX feedback_out_due ON feedback_out (due_at) WHERE given_up_at IS NULL;

CREATE FUNCTION mark_feedback_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO feedback_out AS f (account_id, lead_id, received_at, changed_at, due_at)
  VALUES (NEW.account_id, NEW.id, NEW.received_at, clock_timestamp(), now())
  ON CONFLICT (account_id, lead_id) DO UPDATE
    SET changed_at = excluded.changed_at, due_at = excluded.due_at, tries = 0, trouble = NULL, given_up_at = NULL;
  RETURN NULL;
END $$;
-- Leads that came any other way never come to the function.
CREATE TRIGGER feedback_at_once AFTER INSERT ON leads FOR EACH ROW
  WHEN (NEW.method = 'upstream' AND (NEW.sold IS DISTINCT FROM 'pending' OR NEW.status = 'rejected'))
  EXECUTE FUNCTION mark_feedback_due();
CREATE TRIGGER feedback_later AFTER UPDATE ON leads FOR EACH ROW
  WHEN (NEW.method = 'upstream' AND (NEW.sold IS DISTINCT FROM OLD.sold OR NEW.status <> OLD.status))
  EXECUTE FUNCTION mark_feedback_due();

-- What other Switchyards told us of leads that they have taken. Every result is kept; it is applied once.
CREATE TABLE feedback_in (
  account_id    bigint NOT NULL,
  pairing_id    bigint NOT NULL,
  event_id      text NOT NULL,
  lead_id       bigint NOT NULL,
  -- The lead's id at the other side.
  reference     text NOT NULL,
  state         text NOT NULL CHECK (state IN ('sold', 'unsold', 'returned')),
  -- 1/10,000 of the currency unit.
  price         bigint,
  reason        text,
  -- When it happened there.
  at            timestamptz NOT NULL,
  heard_at      timestamptz NOT NULL DEFAULT now(),
  -- Null while our own result of the sending is not written.
  applied_at    timestamptz,
  dispatch_id   bigint,
  outcome       text,
  PRIMARY KEY (account_id, pairing_id, event_id)
);
CREATE INDEX feedback_in_lead ON feedback_in (account_id, lead_id, at);
CREATE INDEX feedback_in_waiting ON feedback_in (account_id, pairing_id, lead_id) WHERE applied_at IS NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pairings', 'feedback_out', 'feedback_in'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_account ON %I USING (account_id = (SELECT current_account()))', name);
  END LOOP;
END $$;
