import { expect, it } from 'vitest';
import { bundleOf } from './support/bundle.js';

it('one operation brings no other', async () => {
  const bundle = await bundleOf(`export { getLog } from './operations.js';`);
  expect(bundle).toContain('/jobs/{job_id}/log');
  expect(bundle).not.toContain('/jobs/search');
});

it('one schema brings those it contains, and no other', async () => {
  const bundle = await bundleOf(`export { zMount } from './schemas.js';`);
  expect(bundle).toContain('var zMount');
  expect(bundle).not.toMatch(/var z(?:Owner|Job|Node|Step|State)\b/);
  expect(bundle).not.toContain('var responses');
});
