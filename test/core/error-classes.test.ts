import { inspect } from 'node:util';
import * as errors from 'research-compute/errors';
import { describe, expect, it } from 'vitest';
import { CAPSULE, clientFor, errorOf, reasonOf } from '../support/client.js';
import { json, networkFailure, text } from '../support/stub-fetch.js';

const once = { maxRetries: 0 };

describe('a status has one class', () => {
  it.each([
    [400, 'BadRequestError', 'bad_request'],
    [401, 'AuthenticationError', 'authentication'],
    [403, 'PermissionDeniedError', 'permission_denied'],
    [404, 'NotFoundError', 'not_found'],
    [405, 'BadRequestError', 'bad_request'],
    [408, 'BadRequestError', 'bad_request'],
    [409, 'ConflictError', 'conflict'],
    [410, 'NotFoundError', 'not_found'],
    [413, 'PayloadTooLargeError', 'payload_too_large'],
    [422, 'BadRequestError', 'bad_request'],
    [423, 'LockedError', 'locked'],
    [429, 'RateLimitError', 'rate_limit'],
    [500, 'ServerError', 'server'],
    [501, 'ServerError', 'server'],
    [502, 'ServerError', 'server'],
    [503, 'ServerError', 'server'],
    [599, 'ServerError', 'server'],
  ] as const)('%i is a %s', async (status, name, code) => {
    const { co } = clientFor(json({ message: 'no' }, status), once);
    const error = await errorOf(co.capsules.get(CAPSULE), errors[name]);
    expect(error).toBeInstanceOf(errors.APIError);
    expect(error).toMatchObject({ name, code, status, service: 'code-ocean', operation: 'getCapsule' });
  });

  it('and a page of a proxy has another than an answer of the server', async () => {
    const { co } = clientFor(text('<html></html>', 503), once);
    const error = await errorOf(co.capsules.get(CAPSULE), errors.GatewayError);
    expect(error).toBeInstanceOf(errors.ServerError);
  });
});

it('says what a report to the service needs', async () => {
  const { co } = clientFor(json({ message: 'no' }, 404, { 'x-request-id': 'req-7' }), once);
  expect(await reasonOf(co.capsules.get(CAPSULE))).toMatchObject({
    url: `https://ocean.example.org/api/v1/capsules/${CAPSULE}`,
    requestId: 'req-7',
    body: { message: 'no' },
    attempts: 1,
    docsUrl: expect.stringMatching(/^https:\/\/docs\.codeocean\.com\//) as string,
    retryAfter: undefined,
  });
});

it.each(['x-request-id', 'x-amzn-requestid', 'x-amz-request-id', 'request-id', 'x-correlation-id'])(
  'finds the request id in %s',
  async (header) => {
    const { co } = clientFor(json({ message: 'no' }, 404, { [header]: 'req-7' }), once);
    expect(await reasonOf(co.capsules.get(CAPSULE))).toMatchObject({ requestId: 'req-7' });
  },
);

it('as JSON has everything that a log wants, and neither stack nor cause', async () => {
  const { co } = clientFor(networkFailure('ECONNRESET'), once);
  const error = await errorOf(co.computations.run({ capsule_id: CAPSULE }), errors.ConnectionError);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'ConnectionError',
    message: error.message,
    code: 'connection',
    service: 'code-ocean',
    operation: 'runComputation',
    url: 'https://ocean.example.org/api/v1/computations',
    attempts: 1,
    mayHaveBeenApplied: true,
    neverSent: false,
  });
  expect(error.cause).toBeInstanceOf(TypeError);
});

it('printed has its name, its message, its stack and its fields, once', async () => {
  const { co } = clientFor(json({ message: 'no such capsule' }, 404), once);
  const error = await errorOf(co.capsules.get(CAPSULE), errors.NotFoundError);
  const printed = inspect(error);
  expect(printed).toMatch(/^NotFoundError: Code Ocean getCapsule failed: 404 no such capsule/);
  expect(printed).toContain('status: 404');
  expect(printed).toContain('at ');
  expect(printed.split('no such capsule (1 attempt)')).toHaveLength(2);
});
