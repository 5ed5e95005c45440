import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { readMigrations } from './migrate.ts'
import { dumpSchema, SCHEMA_FILE } from './schema-dump.ts'

const migrations = await readMigrations()

describe('the schema dump', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  it.skipIf(migrations.length === 0 || process.env.DATABASE_URL)(
    'is what db/schema.sql says (after a migration: node_modules/.bin/node src/kernel/postgres/schema-dump.ts --write)',
    async () => {
      expect(await dumpSchema(database.owner)).toBe(readFileSync(SCHEMA_FILE, 'utf8'))
    },
  )

  it('shows every kind of thing that can drift', async () => {
    const before = await dumpSchema(database.owner)
    const additions = [
      "CREATE TYPE dump_kind AS ENUM ('b', 'a')",
      "CREATE TABLE dump_parent (id uuid PRIMARY KEY, label text NOT NULL DEFAULT 'x' CONSTRAINT short CHECK (length(label) < 9))",
      'CREATE TABLE dump_child (id integer GENERATED ALWAYS AS IDENTITY, parent uuid REFERENCES dump_parent, twice int GENERATED ALWAYS AS (2) STORED)',
      'CREATE INDEX dump_child_parent ON dump_child (parent) WHERE parent IS NOT NULL',
      'CREATE VIEW dump_view AS SELECT id FROM dump_parent',
      'CREATE FUNCTION dump_function() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RETURN NEW; END $$',
      'CREATE TRIGGER dump_trigger BEFORE INSERT ON dump_child FOR EACH ROW EXECUTE FUNCTION dump_function()',
      'ALTER TABLE dump_child ENABLE ROW LEVEL SECURITY',
      'CREATE POLICY dump_policy ON dump_child FOR SELECT TO huiyin_app USING (parent IS NOT NULL)',
      'GRANT SELECT ON dump_child TO huiyin_app',
      'GRANT UPDATE (parent) ON dump_child TO huiyin_worker',
      'REVOKE EXECUTE ON FUNCTION dump_function() FROM PUBLIC',
      "COMMENT ON COLUMN dump_child.parent IS 'whose it is'",
    ]
    let last = before
    for (const addition of additions) {
      await database.owner.query(addition)
      const now = await dumpSchema(database.owner)
      expect(now, addition).not.toBe(last)
      last = now
    }
    expect(last).toContain('CONSTRAINT short CHECK ((length(label) < 9))')
    expect(last).toContain('GRANT UPDATE ON COLUMN dump_child.parent TO huiyin_worker;')
  })
})
