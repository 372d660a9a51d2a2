import { Command, InvalidArgumentError } from 'commander';
import { TrackingError } from '../contract/index.ts';
import { backup } from './backup.ts';
import { doctor } from './doctor.ts';
import { serve } from './serve.ts';
import { VERSION } from './version.ts';

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return number;
}

function program(): Command {
  const cli = new Command('tidemark')
    .description('MLflow tracking on your own machine: no server to run, no account, works offline.')
    .version(VERSION)
    .showHelpAfterError();
  const data = [
    '--data <dir>',
    'data directory (default: TIDEMARK_HOME, else the place for application data)',
  ] as const;
  cli
    .command('serve')
    .description('answer MLflow clients and show the page until stopped')
    .option(...data)
    .option('--port <number>', 'port to listen on (default: 5000, or the next free one)', port)
    .option('--host <address>', 'address to listen on; this machine only', '127.0.0.1')
    .option('--access-log', 'write a line per request to standard error')
    .option(
      '--synchronous <mode>',
      'FULL: an answer means on disk. NORMAL: faster, may lose the last writes on power loss',
      'FULL',
    )
    .action(serve);
  cli
    .command('doctor')
    .description('check a data directory: versions, integrity, sizes')
    .option(...data)
    .action(doctor);
  cli
    .command('backup <file>')
    .description('write a checked copy of the database to a new file')
    .option(...data)
    .action(backup);
  return cli;
}

/** Runs the command line. Errors are one sentence on standard error; exit code 3 means that another process holds the data. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof TrackingError)) throw error;
    process.stderr.write(`tidemark: ${error.message}\n`);
    process.exitCode = error.code === 'ABORTED' ? 3 : 1;
  }
}
