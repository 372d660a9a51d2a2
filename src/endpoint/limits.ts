/** What one client may take of the endpoint; sizes in bytes, times in milliseconds. */
export interface EndpointLimits {
  /** Largest JSON body, compressed or not. */
  jsonBytes: number;
  /** Largest artifact or part of one. */
  artifactBytes: number;
  /** From the first byte of a request to the end of its headers. */
  headersTimeout: number;
  /** From the end of the headers to the end of a JSON body. */
  bodyTimeout: number;
  /** Silence on a connection in the middle of a request or an answer. */
  idleTimeout: number;
  connections: number;
}

const MB = 1024 * 1024;

export const DEFAULT_LIMITS: EndpointLimits = {
  jsonBytes: 10 * MB,
  artifactBytes: Number.POSITIVE_INFINITY,
  headersTimeout: 10_000,
  bodyTimeout: 300_000,
  idleTimeout: 300_000,
  connections: 512,
};

/** MLflow's own limit for its browser upload route. */
export const RUN_ARTIFACT_BYTES = 10 * MB;
