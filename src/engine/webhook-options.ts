import { lookup } from 'node:dns/promises';

export interface Address {
  address: string;
  family: number;
}

/** How webhooks are called. Times are in milliseconds. */
export interface WebhookOptions {
  /** Before the second attempt; doubled before each further one, up to `longestWait`. */
  firstWait: number;
  longestWait: number;
  /** So long after an event, an attempt that fails is the last. */
  patience: number;
  connectLimit: number;
  /** From the look-up of the name to the end of the answer. */
  totalLimit: number;
  /** So many webhooks are called at once. */
  sockets: number;
  /** So many attempts are kept in the log of a webhook. */
  kept: number;
  resolve: (hostname: string) => Promise<Address[]>;
  /** Has `work` done after so long; the returned function ends that. */
  after: (milliseconds: number, work: () => void) => () => void;
}

export const WEBHOOK_OPTIONS: WebhookOptions = {
  firstWait: 1000,
  longestWait: 3600_000,
  patience: 24 * 3600_000,
  connectLimit: 10_000,
  totalLimit: 30_000,
  sockets: 10,
  kept: 1000,
  resolve: (hostname) => lookup(hostname, { all: true }),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
