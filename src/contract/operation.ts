import type { z } from 'zod';

/** What a caller must hold, on which resource, and which request field names that resource. */
export interface Permission {
  resource: 'server' | 'workspace' | 'experiment' | 'registered_model';
  action: 'NONE' | 'READ' | 'EDIT' | 'MANAGE';
  /** Request field that leads to the resource; `none` where the operation itself filters what the caller may see. */
  by:
    | 'experiment_id'
    | 'experiment_ids'
    | 'experiment_name'
    | 'run_id'
    | 'run_ids'
    | 'model_id'
    | 'model_name'
    | 'request_id'
    | 'draft_id'
    | 'artifact_path'
    | 'none';
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the tracker: MLflow's rpc name, its routes, its schemas, and what a caller needs to be allowed it. */
export interface Operation {
  /** Path below `/api/<version>` and `/ajax-api/<version>`; `{name}` marks a field that travels in the path. */
  path: string;
  methods: readonly Method[];
  version: '2.0' | '3.0';
  summary: string;
  request: z.ZodObject;
  response: z.ZodType;
  /** Whether it also answers in columns, to who accepts these. */
  columns?: true;
  permission: Permission;
}

/** An operation whose body or answer is not one JSON document (bytes, event stream, plain text): the endpoint serves it. */
export interface RawOperation {
  /** Full paths; a trailing `*` takes the rest of the path. */
  paths: readonly string[];
  methods: readonly Method[];
  summary: string;
  /** The JSON body, where there is one. */
  request?: z.ZodObject;
  permission: Permission;
}

/** Declares an operation; keeps its literal types. */
export function operation<const Op extends Operation>(declared: Op): Op {
  return declared;
}
