import { join } from 'node:path';
import { openFileArtifactStore } from '../../artifacts/index.ts';
import { parseRequest } from '../../contract/index.ts';
import { openStore } from '../../store/index.ts';
import { openContext, openEngine } from '../index.ts';

/**
 * Purges a run in a process of its own, which is killed at a point after the commit: `rows` while rows are removed, `folders`
 * before the first folder of artifacts is. Arguments: data directory, run id, point.
 */
const [directory = '', runId = '', point = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');

const store = await openStore({ directory, now: Date.now });
const artifacts = await openFileArtifactStore(join(directory, 'artifacts'));
const write = store.write.bind(store);
let writes = 0;
// The first write is the purge itself; then come pieces of rows.
store.write = async (work) => {
  const done = await write(work);
  writes += 1;
  if (point === 'rows' && writes === 2) die();
  return done;
};
if (point === 'folders') artifacts.delete = async () => void die();

const context = openContext({
  store,
  artifacts,
  now: Date.now,
  random: () => 0,
  newId: () => '',
  about: { version: '0', start_time: 0, url: () => undefined },
  report: () => undefined,
});
const engine = await openEngine(context);
const request = parseRequest('purge', { run_ids: [runId] });
await engine.call('purge', request, { actor: 'local', workspace: 'default' });
