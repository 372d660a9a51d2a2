#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 22) {
  process.stderr.write(`Tidemark needs Node 22 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}
// Compiled code is kept between starts: it halves the time to the first reply.
enableCompileCache();
const { main } = await import('./main.ts');
await main(process.argv);
