import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../scripts/generate/run.js';

describe('generate --check', () => {
  let folder: string;
  const generate = (...args: string[]): Promise<number> =>
    run(['--from', 'test/generate', '--to', folder, '--rules', 'test/generate/support/rules.yaml', ...args]);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generated-'));
    vi.spyOn(console, 'warn').mockReturnValue();
    expect(await generate()).toBe(0);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('is content with what was just generated', async () => {
    expect(await generate('--check')).toBe(0);
  });

  it('names each file that was edited, is missing or is no longer generated, and touches none', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue();
    await appendFile(join(folder, 'torture/types.ts'), '// By hand.\n');
    await rm(join(folder, 'torture/schemas.ts'));
    await writeFile(join(folder, 'torture/old.ts'), '');
    expect(await generate('--check')).toBe(1);
    const said = error.mock.calls.join('\n');
    expect(said).toContain('npm run generate');
    for (const file of ['types.ts', 'schemas.ts', 'old.ts'])
      expect(said).toContain(join(folder, 'torture', file));
    expect(said).not.toContain('operations.ts');
    expect(await readdir(join(folder, 'torture'))).toContain('old.ts');
  });

  it('is content again after another run', async () => {
    await appendFile(join(folder, 'torture/types.ts'), '// By hand.\n');
    await writeFile(join(folder, 'torture/old.ts'), '');
    expect(await generate()).toBe(0);
    expect(await generate('--check')).toBe(0);
    expect(await readdir(join(folder, 'torture'))).not.toContain('old.ts');
  });
});
