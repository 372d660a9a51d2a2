import type { Caller, RunExport, RunExportRequest, RunExports } from '../../contract/index.ts';

/** Exports of these pieces. Notes what was asked for, how many pieces were taken, and which were closed. */
export class MemoryExports implements RunExports {
  readonly asked: { request: RunExportRequest; caller: Caller }[] = [];
  readonly #pieces: readonly (Uint8Array | Error)[];
  taken = 0;
  closed = 0;

  constructor(pieces: readonly (Uint8Array | Error)[]) {
    this.#pieces = pieces;
  }

  async open(request: RunExportRequest, caller: Caller): Promise<RunExport> {
    this.asked.push({ request, caller });
    const close = async () => {
      this.closed += 1;
    };
    const file_name = `sweep-runs.${request.format}`;
    return { file_name, total: this.#pieces.length, chunks: this.#chunks(), close };
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (const piece of this.#pieces) {
      if (piece instanceof Error) throw piece;
      this.taken += 1;
      yield piece;
    }
  }
}
