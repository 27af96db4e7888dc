import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

/** Every fenced block of TypeScript, as the file that a reader would paste it into. */
const blocks = pages.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, code = ''], index) => ({
      name: `${page}, block ${index + 1}`,
      file: join(root, `block-${page.replaceAll(/\W/g, '-')}-${index + 1}.mts`),
      code,
    }),
  ),
);

describe('every block of TypeScript in the documentation compiles', () => {
  const problems = compile();

  it('and there are some', () => {
    expect(blocks.length).toBeGreaterThan(8);
  });

  it.each(blocks)('$name', ({ file }) => {
    expect(problems.get(file) ?? []).toEqual([]);
  });
});

function compile(): Map<string, string[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const sources = new Map(blocks.map(({ file, code }) => [file, code]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, target, ...rest) => {
    const code = sources.get(file);
    return code === undefined
      ? getSourceFile.call(host, file, target, ...rest)
      : ts.createSourceFile(file, code, target, true);
  };
  host.fileExists = (file) => sources.has(file) || fileExists.call(host, file);
  host.readFile = (file) => sources.get(file) ?? readFile.call(host, file);
  // A block shows how, and need not use what it makes.
  const program = ts.createProgram([...sources.keys()], { ...options, noUnusedLocals: false }, host);
  const found = new Map<string, string[]>();
  for (const file of sources.keys()) {
    const source = program.getSourceFile(file);
    const messages = ts
      .getPreEmitDiagnostics(program, source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    if (messages.length > 0) found.set(file, messages);
  }
  return found;
}
