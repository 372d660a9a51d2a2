import type { Migration } from './migration.ts';

/** When each block of points begins, so that a chart over time is read from blocks as one over steps is. */
export const blockTimes: Migration = {
  name: '0003-block-times',
  sql: `
ALTER TABLE metric_blocks ADD COLUMN first_timestamp INTEGER NOT NULL DEFAULT 0;
UPDATE metric_blocks AS given SET first_timestamp = (
  SELECT timestamp FROM metrics WHERE run = given.run AND key = given.key AND (step, timestamp, value, is_nan) > (
    SELECT last_step, last_timestamp, last_value, last_is_nan FROM metric_blocks
    WHERE run = given.run AND key = given.key AND block = given.block - 1)
  ORDER BY step, timestamp, value, is_nan LIMIT 1) WHERE block > 0;
UPDATE metric_blocks AS given SET first_timestamp = (
  SELECT timestamp FROM metrics WHERE run = given.run AND key = given.key
  ORDER BY step, timestamp, value, is_nan LIMIT 1) WHERE block = 0;
`,
};
