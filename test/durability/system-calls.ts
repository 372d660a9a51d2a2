import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One system call of a trace: `begin` and `end` are line numbers, so that calls of several threads can be ordered. */
export interface SystemCall {
  name: string;
  /** The text between the brackets, and what follows. */
  text: string;
  begin: number;
  end: number;
}

const WHOLE = /^(\d+) +(\w+)\((.*)$/;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/;
const UNFINISHED = ' <unfinished ...>';

/** Reads what `strace -f -o FILE` wrote, joining calls that another thread's line cut in two. */
export async function* readTrace(file: string): AsyncGenerator<SystemCall> {
  const open = new Map<string, SystemCall>();
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    const resumed = RESUMED.exec(text);
    const whole = resumed === null ? WHOLE.exec(text) : null;
    const [, thread = '', name = '', rest = ''] = resumed ?? whole ?? [];
    if (resumed !== null) {
      const begun = open.get(thread);
      open.delete(thread);
      if (begun?.name === name) yield { ...begun, text: begun.text + rest, end: line };
    } else if (rest.endsWith(UNFINISHED)) {
      open.set(thread, { name, text: rest.slice(0, -UNFINISHED.length), begin: line, end: line });
    } else if (whole !== null) {
      yield { name, text: rest, begin: line, end: line };
    }
  }
}
