import { z } from 'zod';
import { invalidParameter } from './errors.ts';
import { viewType } from './experiments.ts';
import { text } from './scalars.ts';
import type { Caller } from './tracker.ts';

const list = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? (value ?? []) : [value]),
  z.array(z.string()),
);

const request = z.object({
  format: z.enum(['csv', 'parquet'], { error: 'must be csv or parquet' }),
  /** Repeated, or joined by commas. */
  experiment_ids: list.transform((ids) => ids.flatMap((id) => id.split(','))),
  /** Only these of the matching runs; all of them where none is named. */
  run_ids: list,
  filter: text.opt,
  order_by: list,
  run_view_type: viewType.opt,
});

/** Which runs are exported, and as what. */
export type RunExportRequest = z.output<typeof request>;

/** A file of runs: what to call it, how many rows it has, and its bytes as they are made. */
export interface RunExport {
  file_name: string;
  total: number;
  chunks: AsyncIterable<Uint8Array>;
  /** Gives back what making it holds; to be called whether it was read to its end or not. */
  close(): Promise<void>;
}

/** Whoever makes files of runs. Throws TrackingError before the first byte for whatever is wrong with the request. */
export interface RunExports {
  open(request: RunExportRequest, caller: Caller): Promise<RunExport>;
}

/** The query or the body of an export as a handler may trust it. Throws INVALID_PARAMETER_VALUE that names the first bad field. */
export function parseRunExport(values: unknown): RunExportRequest {
  // The values of a query have no prototype.
  const parsed = request.safeParse(typeof values === 'object' && values !== null ? { ...values } : values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidParameter(
    `Invalid value for parameter '${issue?.path.join('.') || 'body'}': ${issue?.message}.`,
  );
}
