import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Answers an operation that is not one JSON document. `rest` is what the `*` of its path stands for, still
 * percent-encoded: an artifact path is decoded once, where it is checked.
 */
export type RawHandler = (request: FastifyRequest, reply: FastifyReply, rest: string) => unknown;
