/** HTTP status of every MLflow error code (semantics: mlflow/exceptions.py's table). Codes that are missing there answer 500. */
export const ERROR_STATUS = {
  INTERNAL_ERROR: 500,
  INVALID_STATE: 500,
  DATA_LOSS: 500,
  FEATURE_DISABLED: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
  CANCELLED: 499,
  REQUEST_LIMIT_EXCEEDED: 429,
  RESOURCE_EXHAUSTED: 429,
  INSUFFICIENT_STORAGE: 507,
  REQUEST_TOO_LARGE: 413,
  RANGE_NOT_SATISFIABLE: 416,
  METHOD_NOT_ALLOWED: 405,
  ABORTED: 409,
  RESOURCE_CONFLICT: 409,
  ALREADY_EXISTS: 409,
  NOT_FOUND: 404,
  ENDPOINT_NOT_FOUND: 404,
  RESOURCE_DOES_NOT_EXIST: 404,
  PERMISSION_DENIED: 403,
  CUSTOMER_UNAUTHORIZED: 401,
  UNAUTHENTICATED: 401,
  BAD_REQUEST: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  INVALID_PARAMETER_VALUE: 400,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Details a client may use beside the message: where in a filter the fault lies, who holds a lock. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/**
 * The one error of every room behind the endpoint. `code` is MLflow's; the message tells a person what happened, to which
 * object, and what to do.
 */
export class TrackingError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TrackingError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  /** The body MLflow's clients parse. 501 answers of MLflow carry the first two fields alone. */
  toWire(): { error_code: ErrorCode; message: string } & ErrorDetails {
    return { error_code: this.code, message: this.message, ...this.details };
  }
}

/** 400 INVALID_PARAMETER_VALUE. */
export function invalidParameter(message: string, details?: ErrorDetails): TrackingError {
  return new TrackingError('INVALID_PARAMETER_VALUE', message, details);
}

/** 404 RESOURCE_DOES_NOT_EXIST. */
export function doesNotExist(message: string): TrackingError {
  return new TrackingError('RESOURCE_DOES_NOT_EXIST', message);
}
