import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', ...guides.map((name) => `docs/${name}`)];
const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Links to files of this project, as `[page, target]`. */
const links = pages.flatMap((page) =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']): [page: string, target: string] => [page, target])
    .filter(([, target]) => !/^https?:/.test(target)),
);

/** The anchor that a heading gets. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

describe('whoever reads the README finds', () => {
  it.each(guides)('the guide %s', (name) => {
    expect(read('README.md')).toContain(`](docs/${name})`);
  });

  it.each(readdirSync(join(root, 'examples')))('the example %s', (file) => {
    expect(read('README.md')).toContain(file.replace(/\.ts$/, ''));
  });
});

describe('a link leads somewhere', () => {
  it.each(links)('in %s to %s', (page, target) => {
    const [path = '', fragment] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    expect(existsSync(join(root, file))).toBe(true);
    if (fragment === undefined) return;
    const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
    expect(headings).toContain(fragment);
  });
});
