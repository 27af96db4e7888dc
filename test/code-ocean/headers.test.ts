import { describe, expect, it } from 'vitest';
import { ServerVersionError } from 'research-compute/errors';
import { rejection, SYNERGY, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();

describe('every request says', () => {
  it('who sends it, and in whose name', async () => {
    const { client, emulator } = start({ data: 'demo' });
    const co = client({ agentId: 'nightly-bot', userAgentSuffix: 'screening/2.1' });

    await co.capsules.get(SYNERGY);
    await co.capsules.search();

    for (const { request } of emulator.journal.all())
      expect(request.headers).toMatchObject({
        'agent-id': 'nightly-bot',
        'user-agent': expect.stringMatching(/^research-compute\/\d+\.\d+\.\d+ screening\/2\.1$/) as string,
        accept: 'application/json',
      });
  });

  it('nothing about agents and versions where there are none', async () => {
    const { client, emulator } = start({ data: 'demo' });

    await client({ minServerVersion: false }).capsules.get(SYNERGY);

    const [entry] = emulator.journal.all();
    expect(entry?.request.headers).not.toHaveProperty('agent-id');
    expect(entry?.request.headers).not.toHaveProperty('min-server-version');
  });
});

describe('what no header can carry is refused, and not sent three times as a broken connection', () => {
  it.each(['nightly\nbot', 'bot→7'])('as an agent: %j', async (agentId) => {
    const { client, emulator, sent } = start({ data: 'demo' });
    const call = async (): Promise<unknown> => client({ agentId }).capsules.get(SYNERGY);
    expect(await whilePassing(emulator, 60_000, rejection(call()))).toMatchObject({
      name: 'ValidationError',
    });
    expect(sent()).toEqual([]);
  });

  it('as a header of one call', async () => {
    const { co, emulator, sent } = start({ data: 'demo' });
    const call = async (): Promise<unknown> => co.capsules.get(SYNERGY, { headers: { 'x-note': 'a\nb' } });
    expect(await whilePassing(emulator, 60_000, rejection(call()))).toMatchObject({
      name: 'ValidationError',
    });
    expect(sent()).toEqual([]);
  });
});

describe('minServerVersion', () => {
  it('is sent, and a deployment that is new enough answers', async () => {
    const { client, emulator } = start({ data: 'demo', serverVersion: '4.8.0' });

    const { slug } = await client({ minServerVersion: '4.7.2' }).capsules.get(SYNERGY);

    expect(slug).toBe('4518263');
    expect(emulator.journal.all()[0]?.request.headers['min-server-version']).toBe('4.7.2');
  });

  it('of an older deployment is a typed error with both versions', async () => {
    const { client } = start({ data: 'demo', serverVersion: '4.5.1' });
    const error = await rejection(client({ minServerVersion: '4.6.0' }).capsules.get(SYNERGY));

    expect(error).toBeInstanceOf(ServerVersionError);
    expect(error).toMatchObject({
      name: 'ServerVersionError',
      code: 'server_version',
      status: 400,
      actual: '4.5.1',
      required: '4.6.0',
      operation: 'getCapsule',
      message: expect.stringMatching(/version 4\.5\.1.*`minServerVersion` asks for 4\.6\.0/) as string,
    });
  });

  it('is a bad request for those who do not know it', async () => {
    const { client } = start({ serverVersion: '4.5.1' });
    await expect(client({ minServerVersion: '9.0.0' }).capsules.search()).rejects.toMatchObject({
      status: 400,
    });
  });

  it('another bad request is none of it', async () => {
    const { client } = start();
    const error = await rejection(client({ minServerVersion: '4.0.0' }).capsules.get('not-a-uuid'));
    expect(error).toMatchObject({ name: 'BadRequestError' });
    expect(error).not.toBeInstanceOf(ServerVersionError);
  });
});
