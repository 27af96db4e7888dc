import type * as client from 'research-compute/code-ocean';
import type * as emulation from 'research-compute/emulator';
import { createEmulator } from 'research-compute/emulator';
import { listen } from 'research-compute/emulator/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPage, type OpenPage } from './support/page.js';

/** In the page: the package's bundle. */
declare const rc: typeof client & typeof emulation;

describe('the package in a real browser', () => {
  let open: OpenPage;
  beforeAll(async () => {
    open = await openPage();
  });
  afterAll(() => open[Symbol.asyncDispose]());
  afterEach(() => {
    expect(open.errors).toEqual([]);
  });

  it('searches, runs and waits against an emulator in the page', async () => {
    const seen = await open.page.evaluate(async () => {
      const emulator = rc.createEmulator({ services: ['code-ocean'], data: 'demo', clock: 'per-poll' });
      const co = new rc.CodeOcean(emulator.options.codeOcean);
      const [capsule] = await co.capsules.search().toArray({ limit: 1 });
      if (capsule === undefined) return 'the demo data has no capsule';
      const done = await co.computations.runAndWait({ capsule_id: capsule.id });
      return `${done.state} ${done.end_status}`;
    });
    expect(seen).toBe('completed succeeded');
  });

  it('does the same over real HTTP, from another origin', async () => {
    const emulator = createEmulator({
      services: ['code-ocean'],
      data: 'demo',
      clock: 'per-poll',
      cors: true,
    });
    const server = await listen(emulator);
    try {
      const { token } = emulator.options.codeOcean;
      const seen = await open.page.evaluate(
        async ({ url, token }) => {
          const co = new rc.CodeOcean({ baseUrl: `${url}/code-ocean/api/v1`, token });
          const [capsule] = await co.capsules.search().toArray({ limit: 1 });
          if (capsule === undefined) return 'the demo data has no capsule';
          const done = await co.computations.runAndWait({ capsule_id: capsule.id }, { pollInterval: 10 });
          const [file] = await co.computations.results.list(done.id);
          const text = file ? await co.computations.results.download(done.id, file.path).text() : '';
          return `${done.state} ${done.end_status} ${text.length > 0}`;
        },
        { url: server.url, token },
      );
      expect(seen).toBe('completed succeeded true');
    } finally {
      await server.close();
    }
  });

  it('refuses a long-lived secret for a real host, and says what to do', async () => {
    const message = await open.page.evaluate(() => {
      try {
        new rc.CodeOcean({ domain: 'codeocean.acme.org', token: 'cop_secret' });
        return 'taken';
      } catch (error) {
        return String(error);
      }
    });
    expect(message).toContain('can be read by everyone who opens the page');
    expect(message).toContain('dangerouslyAllowBrowser: true');
    expect(message).not.toContain('cop_secret');
  });

  it('takes it with the word that says it is meant', async () => {
    const baseUrl = await open.page.evaluate(() => {
      const options = { domain: 'codeocean.acme.org', token: 'cop_secret', dangerouslyAllowBrowser: true };
      return new rc.CodeOcean(options).baseUrl;
    });
    expect(baseUrl).toBe('https://codeocean.acme.org/api/v1');
  });

  it('refuses to upload a stream before anything is sent, with the reason', async () => {
    const { message, sent } = await open.page.evaluate(async () => {
      const emulator = rc.createEmulator({ services: ['code-ocean'], data: 'demo' });
      const co = new rc.CodeOcean(emulator.options.codeOcean);
      const body = new Blob(['bytes']).stream();
      const refused: unknown = await co
        .request('POST', '/data_assets', { body })
        .catch((error: unknown) => error);
      return { message: String(refused), sent: emulator.journal.all().length };
    });
    expect(message).toContain('browsers send streams over HTTP/2 only');
    expect(sent).toBe(0);
  });
});
