import { createEmulator, type Emulator } from 'research-compute/emulator';
import { listen, type ListeningEmulator } from 'research-compute/emulator/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as operations from '../../generated/code-ocean/operations.js';
import { official, send } from './python-client.js';
import { sdk } from './python-client-requests.js';

let emulator: Emulator;
let server: ListeningEmulator;

beforeEach(async () => {
  emulator = createEmulator({ data: 'demo' });
  server = await listen(emulator);
});
afterEach(() => server.close());

describe.each([
  ['0.16', '4.6.0', undefined],
  ['0.17', '4.8.0', 'AI Agent'],
])('the official Python client %s gets what it asks for', (_, version, agent) => {
  it.each(sdk.map((sent) => ({ name: sent.slice(0, 3).join(' '), sent })))('$name', async ({ sent }) => {
    const [operation, method, path, body, status, answer] = sent;
    const given = await send(server, method, path, official(server, version, agent), body);

    expect(given.status).toBe(status);
    if (answer !== undefined) expect(given.body).toMatchObject(answer as object);
    expect(emulator.journal.all().map((entry) => entry.operation)).toEqual([operation]);
  });
});

it('every operation is in the table', () => {
  expect([...new Set(sdk.map(([operation]) => operation))].sort()).toEqual(Object.keys(operations).sort());
});
