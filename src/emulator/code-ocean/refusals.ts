import { json, Refusal, type Reply } from '../kernel/reply.js';

/** A failure as Code Ocean words it. */
export function failure(status: number, message: string): Reply {
  return json(status, { message });
}

/** To be thrown by a handler. */
export function refusal(status: number, message: string): Refusal {
  return new Refusal(failure(status, message));
}

export const notFound = (message = 'not found'): Refusal => refusal(404, message);
export const forbidden = (message = 'permission denied'): Refusal => refusal(403, message);
export const badRequest = (message = 'invalid request body'): Refusal => refusal(400, message);
