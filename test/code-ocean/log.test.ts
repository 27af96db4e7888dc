import { describe, expect, it } from 'vitest';
import { collect, FINISHED_RUN, rejection, SYNERGY, useCodeOcean, whilePassing } from './support.js';

const start = useCodeOcean();

describe('log()', () => {
  it('is what the run printed', async () => {
    const { co, sent } = start({ data: 'demo' });

    const lines = await collect(co.computations.log(FINISHED_RUN).lines());

    expect(lines).toEqual(['model=bliss threads=8', '24 pairs, 6 synergistic', 'wrote figs/fig1.png']);
    expect(sent()[0]).toBe(`GET /computations/${FINISHED_RUN}/results/urls?path=output`);
    expect(sent()).toHaveLength(2);
  });

  it('of a run that failed says why', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.state.codeOcean.computations.plan({ exit_code: 1, files: { output: 'no such file\n' } });
    const wait = co.computations.runAndWait({ capsule_id: SYNERGY });

    const error = await rejection(whilePassing(emulator, 60_000, wait));

    const { computation } = error as { computation: { id: string } };
    expect(await co.computations.log(computation.id).text()).toBe('no such file\n');
  });

  it('of a run that goes on is not there yet: a typed error', async () => {
    const { co } = start({ data: 'demo' });
    const { id } = await co.computations.run({ capsule_id: SYNERGY });

    await expect(co.computations.log(id).text()).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});

describe('results', () => {
  it('are listed folder by folder, by the paths that download() takes', async () => {
    const { co } = start({ data: 'demo' });

    const [folder] = await co.computations.results.list(FINISHED_RUN);
    expect(folder).toMatchObject({ type: 'folder', path: 'figs' });
    const [file] = await co.computations.results.list(FINISHED_RUN, folder?.path);
    const bytes = await co.computations.results.download(FINISHED_RUN, file?.path ?? '').bytes();

    expect(bytes).toHaveLength(file?.size ?? 0);
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('are an empty list until the run has ended', async () => {
    const { co } = start({ data: 'demo' });
    const { id } = await co.computations.run({ capsule_id: SYNERGY });
    expect(await co.computations.results.list(id)).toEqual([]);
  });

  it('of an unknown folder are not found', async () => {
    const { co } = start({ data: 'demo' });
    await expect(co.computations.results.list(FINISHED_RUN, 'nothing')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it.each(['', '..', '../../secret', '/output'])('a path that is none is a typed error: %j', async (path) => {
    const { co } = start({ data: 'demo' });
    const error = await rejection(co.computations.results.download(FINISHED_RUN, path).text());
    expect(['ValidationError', 'NotFoundError', 'BadRequestError']).toContain((error as Error).name);
  });
});

describe('computations.list()', () => {
  it('is every run of a capsule, the newest first', async () => {
    const { co, emulator } = start({ data: 'demo' });
    await emulator.clock.advance(60_000);
    const { id } = await co.computations.run({ capsule_id: SYNERGY });

    const runs = await collect(co.computations.list({ capsule_id: SYNERGY }));

    expect(runs.map((run) => run.id)).toEqual([id, FINISHED_RUN]);
    expect(runs.map(({ state }) => state)).toEqual(['initializing', 'completed']);
  });

  it('has sessions in it, and runs that failed', async () => {
    const { co, emulator } = start({ data: 'demo' });
    const idOf = (name: string): string =>
      emulator.state.codeOcean.capsules.list().find((c) => c.name.includes(name))?.id ?? '';

    const sessions = await collect(co.computations.list({ capsule_id: idOf('Molecular dynamics') }));
    const failures = await collect(co.computations.list({ capsule_id: idOf('Spike sorting') }));

    expect(sessions).toMatchObject([{ cloud_workstation: true, state: 'running' }]);
    expect(failures).toMatchObject([{ end_status: 'stopped', exit_code: 137 }, { state: 'failed' }]);
  });

  it('of a capsule that was never run is empty', async () => {
    const { co, emulator } = start();
    const { id } = emulator.state.codeOcean.capsules.insert({ name: 'New' });
    expect(await co.computations.list({ capsule_id: id }).first()).toBeUndefined();
  });

  it('an answer that is no list is an error', async () => {
    const { co, emulator } = start({ data: 'demo' });
    emulator.faults.add({ operation: 'listCapsuleComputations', body: { runs: [] } });
    await expect(collect(co.computations.list({ capsule_id: SYNERGY }))).rejects.toMatchObject({
      name: 'DecodeError',
    });
  });
});
