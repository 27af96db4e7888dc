import { describe, expect, it } from 'vitest';
import type { Fault } from 'research-compute/emulator';
import { startCodeOcean, startRun, type Api } from './support.js';

function withCapsule(): Api & { id: string } {
  const api = startCodeOcean();
  return { ...api, id: api.emulator.state.codeOcean.capsules.insert({ name: 'Anything' }).id };
}

async function answerTo(fault: Fault): Promise<Awaited<ReturnType<Api['get']>>> {
  const api = withCapsule();
  api.emulator.faults.add(fault);
  return api.get(`/capsules/${api.id}`);
}

describe('a fault with a status', () => {
  it('answers in place of the operation, with its headers and body', async () => {
    const answer = await answerTo({
      status: 429,
      headers: { 'Retry-After': '7' },
      body: { message: 'slow down' },
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.body).toEqual({ message: 'slow down' });
  });

  it('does not carry the operation out', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ operation: 'runComputation', status: 503 });
    await api.send('POST', '/computations', { capsule_id: api.id });
    expect(api.emulator.state.codeOcean.computations.list()).toEqual([]);
  });

  it('can have no body, where the status allows none', async () => {
    expect(await answerTo({ status: 204, body: {} })).toMatchObject({ status: 204, body: '' });
  });

  it('with headers only, adds them to the real answer', async () => {
    const answer = await answerTo({ headers: { 'x-request-id': 'r1' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-request-id')).toBe('r1');
  });
});

describe('when a fault strikes', () => {
  it('is said by times and after', async () => {
    const api = withCapsule();
    const fault = api.emulator.faults.add({ operation: 'getCapsule', status: 500, after: 1, times: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await api.get(`/capsules/${api.id}`)).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    expect(fault.hits).toBe(2);
  });

  it('is drawn from the seed by probability, the same in every run', async () => {
    const draw = async () => {
      const api = withCapsule();
      api.emulator.faults.add({ status: 500, probability: 0.5 });
      const statuses: number[] = [];
      for (let i = 0; i < 40; i++) statuses.push((await api.get(`/capsules/${api.id}`)).status);
      return statuses;
    };
    const first = await draw();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await draw()).toEqual(first);
  });

  it.each<[string, Fault, boolean]>([
    ['another operation', { operation: 'getComputation' }, false],
    ['its operation', { operation: 'getCapsule' }, true],
    ['another method', { method: 'post' }, false],
    ['its method', { method: 'get' }, true],
    ['a prefix of its path', { path: '/capsules/' }, true],
    ['a glob of its path', { path: '/capsules/*' }, true],
    ['a glob with the mount', { path: '/code-ocean/*/capsules/*' }, true],
    ['a glob that is not all of it', { path: '/capsules/*/app_panel' }, false],
  ])('depends on %s', async (_, fault, strikes) => {
    expect((await answerTo({ ...fault, status: 500 })).status).toBe(strikes ? 500 : 200);
  });

  it('ends with remove and with clear', async () => {
    const api = withCapsule();
    const one = api.emulator.faults.add({ status: 500 });
    one.remove();
    expect((await api.get(`/capsules/${api.id}`)).status).toBe(200);
    api.emulator.faults.add({ status: 500 });
    api.emulator.faults.clear();
    expect((await api.get(`/capsules/${api.id}`)).status).toBe(200);
  });

  it.each<Fault>([{ probability: 2 }, { times: 0 }, { after: -1 }, { status: 99 }])(
    'is refused where it never could: %j',
    (fault) => {
      expect(() => startCodeOcean().emulator.faults.add(fault)).toThrow(RangeError);
    },
  );
});

describe('a connection that is cut', () => {
  it('reset: nothing is done and nothing is answered', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'reset' });
    const call = api.send('POST', '/computations', { capsule_id: api.id });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(api.emulator.state.codeOcean.computations.list()).toEqual([]);
    expect(api.emulator.journal.all()).toMatchObject([{ status: 0, fault: 'reset' }]);
  });

  it('commitThenDrop: done, and not answered', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'commitThenDrop', times: 1 });
    await expect(api.send('POST', '/computations', { capsule_id: api.id })).rejects.toThrow('fetch failed');
    expect(api.emulator.state.codeOcean.computations.list()).toHaveLength(1);
  });

  it('reset with afterBytes: the body breaks off with an error', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'reset', afterBytes: 10 });
    const response = await api.emulator.fetch(`${api.baseUrl}/capsules/${api.id}`, { headers: api.headers });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(10);
    await expect(reader?.read()).rejects.toThrow('terminated');
  });
});

describe('a body that is not what it should be', () => {
  it('truncate: ends early as if it were whole, under its full Content-Length', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'truncate', afterBytes: 12 });
    const response = await api.emulator.fetch(`${api.baseUrl}/capsules/${api.id}`, { headers: api.headers });
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(12);
    expect((await response.arrayBuffer()).byteLength).toBe(12);
  });

  it('corruptJson: is no JSON, whatever it was', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'corruptJson' });
    const response = await api.emulator.fetch(`${api.baseUrl}/capsules/${api.id}`, { headers: api.headers });
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it.each([
    [{ kind: 'html' } as const, 502],
    [{ kind: 'html', status: 200 } as const, 200],
  ])('html: a page of a proxy (%j)', async (fault, status) => {
    const answer = await answerTo(fault);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(answer.body).toContain('<html>');
  });

  it.each([
    [{ kind: 'empty' } as const, 200],
    [{ kind: 'empty', status: 500 } as const, 500],
  ])('empty: no body (%j)', async (fault, status) => {
    const answer = await answerTo(fault);
    expect(answer).toMatchObject({ status, body: '' });
  });

  it('duplicatePageToken: a search never comes to its end', async () => {
    const api = startCodeOcean();
    for (const name of ['a', 'b', 'c']) api.emulator.state.codeOcean.capsules.insert({ name });
    const first = (await api.send('POST', '/capsules/search', { limit: 1 })).body as { next_token: string };
    api.emulator.faults.add({ kind: 'duplicatePageToken' });
    const second = await api.send('POST', '/capsules/search', { limit: 1, next_token: first.next_token });
    expect(second.body).toMatchObject({ has_more: true, next_token: first.next_token });
    const only = await api.send('POST', '/capsules/search', {});
    expect(only.body).toMatchObject({ has_more: true, next_token: 'repeated' });
  });
});

describe('an answer that takes its time', () => {
  it('delay: the operation is carried out after it', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ delay: 5_000 });
    const call = api.send('POST', '/computations', { capsule_id: api.id });
    await api.emulator.clock.advance(4_999);
    expect(api.emulator.state.codeOcean.computations.list()).toEqual([]);
    await api.emulator.clock.advance(1);
    expect((await call).status).toBe(200);
  });

  it('slowHeaders: carried out at once, answered later', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'slowHeaders', delay: 5_000 });
    let answered = false;
    const call = api.send('POST', '/computations', { capsule_id: api.id }).then(() => (answered = true));
    await api.emulator.clock.advance(4_999);
    expect(api.emulator.state.codeOcean.computations.list()).toHaveLength(1);
    expect(answered).toBe(false);
    await api.emulator.clock.advance(1);
    await call;
  });

  it('slowBody: headers at once, the body in pieces', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'slowBody', afterBytes: 100, delay: 1_000 });
    const response = await api.emulator.fetch(`${api.baseUrl}/capsules/${api.id}`, { headers: api.headers });
    let text: string | undefined;
    const reading = response.text().then((all) => (text = all));
    await api.emulator.clock.advance(1_500);
    expect(text).toBeUndefined();
    await api.emulator.clock.advance(10_000);
    await reading;
    expect(JSON.parse(text ?? '')).toMatchObject({ id: api.id });
  });

  it('ends with the reason of the signal when the client gives up', async () => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'slowHeaders' });
    const controller = new AbortController();
    const call = api.emulator.fetch(`${api.baseUrl}/capsules/${api.id}`, {
      headers: api.headers,
      signal: controller.signal,
    });
    const reason = new Error('no more');
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(api.emulator.journal.all()).toMatchObject([{ operation: 'getCapsule', status: 0 }]);
  });
});

describe('a redirect to another origin', () => {
  const get = async (redirect: RequestRedirect) => {
    const api = withCapsule();
    api.emulator.faults.add({ kind: 'redirect' });
    return api.emulator.fetch(`${api.baseUrl}/capsules/${api.id}`, { headers: api.headers, redirect });
  };

  it('is handed over to a client that follows by hand', async () => {
    const response = await get('manual');
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toMatch(/^http:\/\/elsewhere\.test\//);
  });

  it.each(['error', 'follow'] as const)('leads nowhere with redirect: %s', async (redirect) => {
    await expect(get(redirect)).rejects.toThrow('fetch failed');
  });

  it('within the emulator is followed', async () => {
    const api = withCapsule();
    const target = `${api.baseUrl}/capsules/${api.id}`;
    api.emulator.faults.add({
      kind: 'redirect',
      headers: { location: target },
      times: 1,
      path: '/data_assets',
    });
    const response = await api.emulator.fetch(`${api.baseUrl}/data_assets/${api.id}`, {
      headers: api.headers,
    });
    expect(await response.json()).toMatchObject({ id: api.id });
    expect(response.url).toBe(target);
  });
});

it('a run can be started while faults strike elsewhere', async () => {
  const api = startCodeOcean();
  api.emulator.faults.add({ operation: 'getComputation', status: 502 });
  const { id } = await startRun(api);
  expect((await api.get(`/computations/${id}`)).status).toBe(502);
});
