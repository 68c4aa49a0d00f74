PRAGMA application_id = 1413565529;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
;
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE capture (  -- bytes as received
  id                INTEGER PRIMARY KEY,        -- in order of receipt
  origin            TEXT NOT NULL,              -- where from: a path, an address
  format            TEXT NOT NULL,              -- how it was read: tidy-csv
  sha256            TEXT NOT NULL               -- digest of the bytes
                    CHECK (length(sha256) = 64),
  given             TEXT NOT NULL,              -- options it was read with; empty for none
  retrieved_at      TEXT NOT NULL               -- the instant of receipt, UTC
                    CHECK (retrieved_at IS strftime('%Y-%m-%dT%H:%M:%fZ', retrieved_at)),
  text              TEXT,                       -- the text itself, where it is prose
  withdrawn_at      TEXT                        -- since when it is out of all answers
                    CHECK (withdrawn_at IS strftime('%Y-%m-%dT%H:%M:%fZ', withdrawn_at)),
  withdrawn_because TEXT                        -- and why
                    CHECK ((withdrawn_because IS NULL) = (withdrawn_at IS NULL))
) STRICT
;
INSERT INTO "capture" VALUES(1,'record.csv','tidy-csv','91e75262f49bc193666f97b7bb8401e12304e7937c765076f512be20f368355d','','2026-11-23T01:17:07.538Z',NULL,NULL,NULL);
INSERT INTO "capture" VALUES(2,'mirror.csv','tidy-csv','78982b46ecd9027fe6a8b750a5668c7da6278336503c99fb91d75ca954510d49','','2026-11-23T01:17:08.328Z',NULL,NULL,NULL);
INSERT INTO "capture" VALUES(3,'mirror.csv','tidy-csv','21ecfe48e10057c9d31f10d9ab4f302feb8265749c70425db3ef354182509f32','','2026-11-23T01:17:08.961Z',NULL,NULL,NULL);
INSERT INTO "capture" VALUES(4,'post.txt','official-post','b115298b29d081377bde20bad82c9515eab36c1f15e452bbd169c8d1b56286a2','','2026-11-23T01:17:09.869Z','The total combat losses of the enemy from 24.02.22 to 02.03.24 were:
tanks ‒ 6614 (+14),
warships / boats ‒ 21 (+1),
',NULL,NULL)
;
INSERT INTO "capture" VALUES(5,'mine.csv','mapped','a04538ef90b8787cb921fea475764c731f0695ee7a3020c12ac3e2ff8c557c76','--source me --columns day=d,total=n,delta=m --category visits','2026-11-23T01:17:10.830Z',NULL,NULL,NULL);
INSERT INTO "capture" VALUES(6,'wrong.csv','tidy-csv','80d9fd554659976203c5c223562f2025a970ac8dfd7ccea58d2590f7136c2f0b','','2026-11-23T01:17:11.480Z',NULL,'2026-11-23T01:17:12.178Z','not theirs');
CREATE TABLE category (  -- what is counted
  id          INTEGER PRIMARY KEY,                             -- used inside; the usual order
  key         TEXT NOT NULL UNIQUE CHECK (key <> ''),          -- its short name: tanks
  label       TEXT NOT NULL,                                   -- its name for people
  unit        TEXT NOT NULL,                                   -- what one of it is
  first_on    TEXT CHECK (first_on IS date(first_on, '+0 days')),  -- first day it was counted
  last_on     TEXT CHECK (last_on IS date(last_on, '+0 days')),    -- last day, if it has ended
  merged_into TEXT                                             -- key of what it went into
) STRICT
;
INSERT INTO "category" VALUES(1,'personnel','Personnel','persons','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(2,'tanks','Tanks','vehicles','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(3,'armoured_vehicles','Armoured vehicles','vehicles','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(4,'artillery','Artillery systems','systems','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(5,'mlrs','Multiple launch rocket systems','systems','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(6,'air_defence','Air defence systems','systems','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(7,'aircraft','Aircraft','aircraft','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(8,'helicopters','Helicopters','helicopters','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(9,'uavs','Unmanned aerial vehicles','drones','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(10,'cruise_missiles','Cruise missiles','missiles','2022-05-01',NULL,NULL);
INSERT INTO "category" VALUES(11,'ships','Ships and boats','vessels','2022-02-25',NULL,NULL);
INSERT INTO "category" VALUES(12,'submarines','Submarines','submarines','2023-09-14',NULL,NULL);
INSERT INTO "category" VALUES(13,'vehicles_fuel_tanks','Vehicles and fuel tanks','vehicles','2022-05-01',NULL,NULL);
INSERT INTO "category" VALUES(14,'vehicles','Vehicles','vehicles','2022-02-25','2022-04-30','vehicles_fuel_tanks');
INSERT INTO "category" VALUES(15,'fuel_tanks','Fuel tanks','vehicles','2022-02-25','2022-04-30','vehicles_fuel_tanks');
INSERT INTO "category" VALUES(16,'special_equipment','Special equipment','pieces','2022-03-16',NULL,NULL);
INSERT INTO "category" VALUES(17,'srbm_launchers','Short-range ballistic missile launchers','launchers','2022-03-26','2022-04-30','cruise_missiles');
INSERT INTO "category" VALUES(18,'ground_robots','Ground robots','robots','2026-05-03',NULL,NULL);
INSERT INTO "category" VALUES(19,'prisoners','Prisoners','persons','2022-02-25','2022-04-27',NULL);
INSERT INTO "category" VALUES(20,'visits','visits','',NULL,NULL,NULL);
CREATE TABLE document (  -- one publication inside a capture
  id           INTEGER PRIMARY KEY,                    -- used inside
  capture      INTEGER NOT NULL REFERENCES capture (id),    -- what it stands in
  source       INTEGER NOT NULL REFERENCES source (id),     -- whose tally it is
  publisher    INTEGER NOT NULL REFERENCES publisher (id),  -- who printed it
  medium       TEXT NOT NULL                           -- how it was printed
               CHECK (medium IN ('text', 'picture', 'reprint', 'table', 'article')),
  published_on TEXT NOT NULL                           -- the day of release
               CHECK (published_on IS date(published_on, '+0 days')),
  title        TEXT,                                   -- its headline
  url          TEXT                                    -- its own address
) STRICT
;
INSERT INTO "document" VALUES(1,1,1,1,'table','2024-03-01',NULL,NULL);
INSERT INTO "document" VALUES(2,1,1,1,'table','2024-03-02',NULL,NULL);
INSERT INTO "document" VALUES(3,1,1,1,'table','2024-03-03',NULL,NULL);
INSERT INTO "document" VALUES(4,2,1,3,'table','2024-03-09',NULL,NULL);
INSERT INTO "document" VALUES(5,3,1,3,'table','2024-03-10',NULL,NULL);
INSERT INTO "document" VALUES(6,4,1,9,'reprint','2024-03-02',NULL,NULL);
INSERT INTO "document" VALUES(7,5,2,10,'table','2024-03-01',NULL,NULL);
INSERT INTO "document" VALUES(8,5,2,10,'table','2024-03-02',NULL,NULL);
INSERT INTO "document" VALUES(9,6,1,3,'text','2024-03-09',NULL,NULL);
CREATE TABLE fetched (  -- what an address answered last; it is asked for what is newer
  address       TEXT NOT NULL PRIMARY KEY              -- the address that is asked
                CHECK (address <> ''),
  answered      TEXT NOT NULL,                         -- what answered, after any redirects
  etag          TEXT,                                  -- its name for what it answered
  last_modified TEXT,                                  -- since when it answers so, in its words
  capture       INTEGER NOT NULL REFERENCES capture (id),  -- what the tally has of it
  fetched_at    TEXT NOT NULL                          -- the instant of its last answer, UTC
                CHECK (fetched_at IS strftime('%Y-%m-%dT%H:%M:%fZ', fetched_at))
) STRICT, WITHOUT ROWID
;
CREATE TABLE figure (  -- one number as a document printed it; people read the view printed
  series    INTEGER NOT NULL REFERENCES series (id),    -- whose count of what
  day       INTEGER NOT NULL                       -- the day it describes, since 1970-01-01
            CHECK (day BETWEEN -719162 AND 2932896),
  measure   INTEGER NOT NULL                       -- 0 the total, 1 the reported delta
            CHECK (measure IN (0, 1)),
  document  INTEGER NOT NULL REFERENCES document (id),  -- what prints it
  line      INTEGER NOT NULL,                      -- the line it stands on, from 1
  "column"  INTEGER NOT NULL,                      -- the column it begins at, from 1
  value     INTEGER                                -- the number; NULL: no longer printed
            CHECK (value >= 0 OR measure = 1),
  qualifier INTEGER NOT NULL                       -- 0 exact, 1 about, 2 over, 3 under
            CHECK (qualifier BETWEEN 0 AND 3),
  days      INTEGER                                -- of a delta, the length of its period
            CHECK (CASE measure WHEN 0 THEN days IS NULL ELSE coalesce(days, 0) >= 1 END),
  length    INTEGER NOT NULL,                      -- how many characters it takes there
  PRIMARY KEY (series, day, measure, document, line, "column")
) STRICT, WITHOUT ROWID
;
INSERT INTO "figure" VALUES(1,19783,0,1,2,18,6600,0,NULL,4);
INSERT INTO "figure" VALUES(1,19783,1,1,2,23,4,0,1,1);
INSERT INTO "figure" VALUES(1,19784,0,2,3,18,6614,0,NULL,4);
INSERT INTO "figure" VALUES(1,19784,0,4,2,18,6641,0,NULL,4);
INSERT INTO "figure" VALUES(1,19784,0,5,2,18,6614,0,NULL,4);
INSERT INTO "figure" VALUES(1,19784,0,6,2,9,6614,0,NULL,4);
INSERT INTO "figure" VALUES(1,19784,0,9,2,18,1,0,NULL,1);
INSERT INTO "figure" VALUES(1,19784,1,2,3,23,12,0,1,2);
INSERT INTO "figure" VALUES(1,19784,1,6,2,16,14,0,1,2);
INSERT INTO "figure" VALUES(1,19784,1,9,2,20,1,0,1,1);
INSERT INTO "figure" VALUES(1,19785,0,3,4,18,6620,0,NULL,4);
INSERT INTO "figure" VALUES(1,19785,0,4,3,18,6620,0,NULL,4);
INSERT INTO "figure" VALUES(1,19785,1,3,4,23,6,0,1,1);
INSERT INTO "figure" VALUES(2,19783,0,1,5,18,20,0,NULL,2);
INSERT INTO "figure" VALUES(2,19783,1,1,5,21,0,0,1,1);
INSERT INTO "figure" VALUES(2,19784,0,2,6,18,21,0,NULL,2);
INSERT INTO "figure" VALUES(2,19784,0,6,3,20,21,0,NULL,2);
INSERT INTO "figure" VALUES(2,19784,1,2,6,21,0,0,1,1);
INSERT INTO "figure" VALUES(2,19784,1,6,3,25,1,0,1,1);
INSERT INTO "figure" VALUES(3,19783,0,7,2,12,5,0,NULL,1);
INSERT INTO "figure" VALUES(3,19784,0,8,3,12,7,0,NULL,1);
INSERT INTO "figure" VALUES(3,19784,1,8,3,14,1,0,1,1);
CREATE TABLE mark (  -- how far the evidence went when a check was recorded
  id          INTEGER PRIMARY KEY,  -- in order of recording
  recorded_at TEXT NOT NULL         -- the instant, UTC
              CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
  capture     INTEGER NOT NULL,     -- the last capture there was; 0 for none
  waiver      INTEGER NOT NULL      -- the last waiver there was; 0 for none
) STRICT
;
INSERT INTO "mark" VALUES(1,'2026-11-23T01:17:14.640Z',6,2);
CREATE TABLE precedence (  -- whom to believe first where several documents speak
  source    INTEGER NOT NULL REFERENCES source (id),     -- of whose tally
  publisher INTEGER NOT NULL REFERENCES publisher (id),  -- who printed it
  medium    TEXT NOT NULL                           -- and how
            CHECK (medium IN ('text', 'picture', 'reprint', 'table', 'article')),
  rank      INTEGER NOT NULL,                       -- the lowest speaks first
  PRIMARY KEY (source, publisher, medium)
) STRICT, WITHOUT ROWID
;
INSERT INTO "precedence" VALUES(1,1,'table',22);
INSERT INTO "precedence" VALUES(1,3,'table',40);
INSERT INTO "precedence" VALUES(1,3,'text',901);
INSERT INTO "precedence" VALUES(1,9,'reprint',901);
INSERT INTO "precedence" VALUES(2,10,'table',22);
CREATE TABLE publisher (  -- who printed it: the source itself, a mirror, a newspaper
  id   INTEGER PRIMARY KEY,                      -- used inside
  key  TEXT NOT NULL UNIQUE CHECK (key <> ''),   -- its short name: kyiv-independent
  name TEXT NOT NULL,                            -- its full name
  url  TEXT                                      -- its own address
) STRICT
;
INSERT INTO "publisher" VALUES(1,'general-staff','General Staff of the Armed Forces of Ukraine','https://www.zsu.gov.ua/');
INSERT INTO "publisher" VALUES(2,'cripo','cripo.com.ua','https://cripo.com.ua/');
INSERT INTO "publisher" VALUES(3,'petroivaniuk','PetroIvaniuk/2022-Ukraine-Russia-War-Dataset','https://github.com/PetroIvaniuk/2022-Ukraine-Russia-War-Dataset');
INSERT INTO "publisher" VALUES(4,'orc-losses','lod-db/orc-losses','https://github.com/lod-db/orc-losses');
INSERT INTO "publisher" VALUES(5,'russianwarship','russianwarship.rip','https://russianwarship.rip/');
INSERT INTO "publisher" VALUES(6,'kyiv-independent','The Kyiv Independent','https://kyivindependent.com/');
INSERT INTO "publisher" VALUES(7,'newsweek','Newsweek','https://www.newsweek.com/');
INSERT INTO "publisher" VALUES(8,'unnamed-press','Press reports whose publisher is not known',NULL);
INSERT INTO "publisher" VALUES(9,'unnamed-reprint','unnamed-reprint',NULL);
INSERT INTO "publisher" VALUES(10,'me','me',NULL);
CREATE TABLE series (  -- one source and category, by day
  id       INTEGER PRIMARY KEY,                   -- used inside
  source   INTEGER NOT NULL REFERENCES source (id),    -- who speaks
  category INTEGER NOT NULL REFERENCES category (id),  -- of what
  UNIQUE (source, category)
) STRICT
;
INSERT INTO "series" VALUES(1,1,2);
INSERT INTO "series" VALUES(2,1,11);
INSERT INTO "series" VALUES(3,2,20);
CREATE TABLE source (  -- who speaks: whose tally it is
  id       INTEGER PRIMARY KEY,                           -- used inside
  key      TEXT NOT NULL UNIQUE CHECK (key <> ''),        -- its short name: general-staff
  name     TEXT NOT NULL,                                 -- its full name
  began_on TEXT CHECK (began_on IS date(began_on, '+0 days')),  -- the day its tally begins
  url      TEXT                                           -- its own address
) STRICT
;
INSERT INTO "source" VALUES(1,'general-staff','General Staff of the Armed Forces of Ukraine','2022-02-24','https://www.zsu.gov.ua/');
INSERT INTO "source" VALUES(2,'me','me',NULL,NULL);
CREATE TABLE waiver (  -- an acknowledged finding
  id          INTEGER PRIMARY KEY        -- in order of recording, never used again
              AUTOINCREMENT,
  rule        TEXT NOT NULL,             -- the rule's name: unbalanced-delta
  source      TEXT NOT NULL              -- whose figures
              REFERENCES source (key),
  day         TEXT NOT NULL              -- the day of the finding
              CHECK (day IS date(day, '+0 days')),
  category    TEXT                       -- of what; NULL: of every category
              REFERENCES category (key),
  adjustment  INTEGER,                   -- of a broken balance: what makes it close
  reason      TEXT NOT NULL              -- why it is acknowledged
              CHECK (reason <> ''),
  url         TEXT,                      -- where the reason can be seen
  removed_at  TEXT                       -- since when it no longer holds, UTC
              CHECK (removed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', removed_at))
) STRICT
;
INSERT INTO "waiver" VALUES(1,'unbalanced-delta','general-staff','2024-03-02','tanks',2,'restated',NULL,'2026-11-23T01:17:14.353Z');
INSERT INTO "waiver" VALUES(2,'unbalanced-delta','general-staff','2024-03-02','ships',1,'restated',NULL,NULL);
CREATE INDEX capture_by_digest ON capture (sha256);
CREATE INDEX document_by_capture ON document (capture);
CREATE INDEX document_by_day ON document (published_on, publisher);
CREATE UNIQUE INDEX waiver_in_force
    ON waiver (rule, source, day, coalesce(category, '')) WHERE removed_at IS NULL
;
CREATE VIEW speaking AS
SELECT document.id AS document,
       document.source,
       document.capture,
       document.published_on,
       capture.withdrawn_at,
       dense_rank() OVER (
         ORDER BY capture.origin, document.publisher, document.medium
       ) AS edition,
       row_number() OVER (
         ORDER BY rank, published_on DESC, publisher.key, origin, capture.id DESC, document.id
       ) AS standing
FROM document
JOIN capture ON capture.id = document.capture
JOIN publisher ON publisher.id = document.publisher
JOIN precedence ON precedence.source = document.source
               AND precedence.publisher = document.publisher
               AND precedence.medium = document.medium
WHERE capture.format <> 'addresses'  -- which names documents, but has no figures
;
CREATE VIEW printed AS
SELECT source.key AS source,
       publisher.key AS publisher,
       document.medium,
       document.published_on,
       category.key AS category,
       date(figure.day * 86400, 'unixepoch') AS day,
       CASE figure.measure WHEN 0 THEN 'total' ELSE 'delta' END AS measure,
       figure.value,
       CASE figure.qualifier
         WHEN 0 THEN 'exact' WHEN 1 THEN 'about' WHEN 2 THEN 'over' ELSE 'under'
       END AS qualifier,
       figure.days,
       capture.origin,
       figure.line,
       figure."column",
       coalesce(document.url, (
         SELECT page.url FROM document AS page
         JOIN capture AS held ON held.id = page.capture
         WHERE page.source = document.source AND page.publisher = document.publisher
           AND page.published_on = document.published_on AND page.url IS NOT NULL
           AND held.withdrawn_at IS NULL
         ORDER BY page.url LIMIT 1
       )) AS url
FROM figure
JOIN document ON document.id = figure.document
JOIN capture ON capture.id = document.capture
JOIN publisher ON publisher.id = document.publisher
JOIN series ON series.id = figure.series
JOIN source ON source.id = series.source
JOIN category ON category.id = series.category
WHERE capture.withdrawn_at IS NULL
;
CREATE VIEW preferred AS
WITH candidate AS (
  SELECT figure.series, figure.day, figure.measure, figure.value,
         figure.qualifier, figure.line, figure."column", speaking.standing,
         rank() OVER (
           PARTITION BY figure.series, figure.day, figure.measure, speaking.edition
           ORDER BY speaking.capture DESC
         ) AS age
  FROM figure
  JOIN speaking ON speaking.document = figure.document
  WHERE speaking.withdrawn_at IS NULL AND coalesce(figure.days, 1) = 1
),
ordered AS (
  SELECT series, day, measure, value,
         row_number() OVER (
           PARTITION BY series, day, measure
           ORDER BY standing, qualifier <> 0, line, "column"
         ) AS place
  FROM candidate
  WHERE age = 1 AND value IS NOT NULL
)
SELECT series, day,
       max(value) FILTER (WHERE measure = 0) AS total,
       max(value) FILTER (WHERE measure = 1) AS delta
FROM ordered
WHERE place = 1
GROUP BY series, day
;
CREATE VIEW observation AS
SELECT source.key AS source,
       category.key AS category,
       date(preferred.day * 86400, 'unixepoch') AS day,
       preferred.total,
       preferred.delta
FROM preferred
JOIN series ON series.id = preferred.series
JOIN source ON source.id = series.source
JOIN category ON category.id = series.category
;
CREATE VIEW balance AS
WITH neighbour AS (
  SELECT series, day, total, delta,
         lag(day) OVER (PARTITION BY series ORDER BY day) AS before_day,
         lag(total) OVER (PARTITION BY series ORDER BY day) AS before_total
  FROM preferred
),
pair AS (
  SELECT series, day, total, delta,
         CASE WHEN before_day = day - 1 THEN before_total END AS previous_total
  FROM neighbour
)
SELECT source.key AS source,
       category.key AS category,
       date(pair.day * 86400, 'unixepoch') AS day,
       pair.total,
       pair.delta,
       CASE WHEN previous_total IS NOT NULL
            THEN date((pair.day - 1) * 86400, 'unixepoch') END AS previous_day,
       previous_total,
       pair.total - previous_total AS difference,
       pair.delta - (pair.total - previous_total) AS discrepancy
FROM pair
JOIN series ON series.id = pair.series
JOIN source ON source.id = series.source
JOIN category ON category.id = series.category
;
CREATE VIEW discrepancy AS
SELECT balance.*
FROM balance
WHERE discrepancy <> 0
  AND NOT EXISTS (
    SELECT 1 FROM waiver
    WHERE waiver.removed_at IS NULL
      AND waiver.rule = 'unbalanced-delta'
      AND waiver.source = balance.source
      AND waiver.day = balance.day
      AND coalesce(waiver.category, balance.category) = balance.category
      AND waiver.adjustment = -balance.discrepancy
  )
;
CREATE VIEW totals AS
SELECT source, day,
       max(total) FILTER (WHERE category = 'personnel') AS "personnel",
       max(total) FILTER (WHERE category = 'tanks') AS "tanks",
       max(total) FILTER (WHERE category = 'armoured_vehicles') AS "armoured_vehicles",
       max(total) FILTER (WHERE category = 'artillery') AS "artillery",
       max(total) FILTER (WHERE category = 'mlrs') AS "mlrs",
       max(total) FILTER (WHERE category = 'air_defence') AS "air_defence",
       max(total) FILTER (WHERE category = 'aircraft') AS "aircraft",
       max(total) FILTER (WHERE category = 'helicopters') AS "helicopters",
       max(total) FILTER (WHERE category = 'uavs') AS "uavs",
       max(total) FILTER (WHERE category = 'cruise_missiles') AS "cruise_missiles",
       max(total) FILTER (WHERE category = 'ships') AS "ships",
       max(total) FILTER (WHERE category = 'submarines') AS "submarines",
       max(total) FILTER (WHERE category = 'vehicles_fuel_tanks') AS "vehicles_fuel_tanks",
       max(total) FILTER (WHERE category = 'vehicles') AS "vehicles",
       max(total) FILTER (WHERE category = 'fuel_tanks') AS "fuel_tanks",
       max(total) FILTER (WHERE category = 'special_equipment') AS "special_equipment",
       max(total) FILTER (WHERE category = 'srbm_launchers') AS "srbm_launchers",
       max(total) FILTER (WHERE category = 'ground_robots') AS "ground_robots",
       max(total) FILTER (WHERE category = 'prisoners') AS "prisoners",
       max(total) FILTER (WHERE category = 'visits') AS "visits"
FROM observation
GROUP BY source, day
;
CREATE VIEW deltas AS
SELECT source, day,
       max(delta) FILTER (WHERE category = 'personnel') AS "personnel",
       max(delta) FILTER (WHERE category = 'tanks') AS "tanks",
       max(delta) FILTER (WHERE category = 'armoured_vehicles') AS "armoured_vehicles",
       max(delta) FILTER (WHERE category = 'artillery') AS "artillery",
       max(delta) FILTER (WHERE category = 'mlrs') AS "mlrs",
       max(delta) FILTER (WHERE category = 'air_defence') AS "air_defence",
       max(delta) FILTER (WHERE category = 'aircraft') AS "aircraft",
       max(delta) FILTER (WHERE category = 'helicopters') AS "helicopters",
       max(delta) FILTER (WHERE category = 'uavs') AS "uavs",
       max(delta) FILTER (WHERE category = 'cruise_missiles') AS "cruise_missiles",
       max(delta) FILTER (WHERE category = 'ships') AS "ships",
       max(delta) FILTER (WHERE category = 'submarines') AS "submarines",
       max(delta) FILTER (WHERE category = 'vehicles_fuel_tanks') AS "vehicles_fuel_tanks",
       max(delta) FILTER (WHERE category = 'vehicles') AS "vehicles",
       max(delta) FILTER (WHERE category = 'fuel_tanks') AS "fuel_tanks",
       max(delta) FILTER (WHERE category = 'special_equipment') AS "special_equipment",
       max(delta) FILTER (WHERE category = 'srbm_launchers') AS "srbm_launchers",
       max(delta) FILTER (WHERE category = 'ground_robots') AS "ground_robots",
       max(delta) FILTER (WHERE category = 'prisoners') AS "prisoners",
       max(delta) FILTER (WHERE category = 'visits') AS "visits"
FROM observation
GROUP BY source, day
;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('waiver',2);
COMMIT;
