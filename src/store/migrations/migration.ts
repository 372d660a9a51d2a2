/** One step of the schema: `sql` runs in a transaction of its own. Its hash is recorded, so it is never edited once released. */
export interface Migration {
  name: string;
  sql: string;
}
