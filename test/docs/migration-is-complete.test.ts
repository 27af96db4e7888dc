import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodeOcean } from 'research-compute/code-ocean';
import { describe, expect, it } from 'vitest';

const guide = readFileSync(resolve(import.meta.dirname, '../../docs/migrating-from-python.md'), 'utf8');
const rows = guide.split('\n').filter((line) => line.startsWith('| '));

/** The methods of the official package, as its users write them. Those of pipelines are named after those of capsules. */
const PYTHON = [
  ...['get_capsule', 'search_capsules', 'search_capsules_iterator', 'search_pipelines'],
  ...['get_capsule_app_panel', 'list_computations', 'attach_data_assets', 'detach_data_assets'],
  ...['archive_capsule', 'delete_capsule', 'get_permissions', 'update_permissions', 'sync_capsule'],
  ...['release_capsule', 'get_release_job', 'wait_until_release_completed'],
  ...['run_capsule', 'run_pipeline', 'get_computation', 'wait_until_completed', 'list_computation_results'],
  ...['get_result_file_urls', 'get_result_file_download_url', 'rename_computation', 'delete_computation'],
  ...['get_data_asset', 'create_data_asset', 'wait_until_ready', 'update_metadata', 'search_data_assets'],
  ...['search_data_assets_iterator', 'archive_data_asset', 'delete_data_asset', 'list_data_asset_files'],
  ...['get_data_asset_file_urls', 'get_data_asset_file_download_url', 'transfer_data_asset'],
  'custom_metadata.get_custom_metadata',
];

/** Every `co.….method` that the guide names. */
const ours = [...new Set([...guide.matchAll(/\bco\.([\w.]+)/g)].map(([, path = '']) => path))];

describe('who comes from Python finds', () => {
  it.each(PYTHON)('%s', (name) => {
    expect(rows.some((row) => row.startsWith(`| \`${name}(`) || row.includes(` \`${name}(`))).toBe(true);
  });
});

describe('what the guide names is there', () => {
  const co = new CodeOcean({ domain: 'codeocean.example.org', token: 'cop_guide' });

  it.each(ours)('co.%s', (path) => {
    let found: unknown = co;
    for (const name of path.split('.')) found = Reflect.get(Object(found), name);
    expect(found).toBeDefined();
  });
});
