import { beforeAll, describe, expect, it } from 'vitest';
import { readableComments } from '../../scripts/generate/write/comments.js';
import { tortureFile } from './support/torture.js';

describe('types are written as a caller wants to read them', () => {
  let types: string;

  beforeAll(async () => {
    types = await tortureFile('types.ts');
  });

  it('an open enum offers its values, a closed one is its values', () => {
    expect(types).toContain('State: Open<"running" | "done">;');
    expect(types).toContain('previous?: Open<"running" | "done"> | null;');
    expect(types).toContain('how?: Open<"hand" | "timer">;');
    expect(types).toContain('Priority: "low" | "high";');
  });

  it('bytes are an upload in a request and a download in an answer', () => {
    expect(types).toContain('"application/octet-stream": Uploadable;');
    expect(types).toContain('"application/octet-stream": Download;');
    expect(types).toContain('file: Uploadable;');
    expect(types).toContain(`import type { Download, Open, Uploadable } from '../../src/core/types.js';`);
  });

  it('a default does not make a property of a request required', () => {
    expect(types).toMatch(/\/\*\* @default 100 \*\/\n *limit\?: number;/);
  });

  it('a free object takes any key, an empty one none', () => {
    expect(types).toContain('options?: Record<string, unknown>;');
    expect(types).toContain('nothing?: Record<string, never>;');
  });

  it('each schema has a name of its own', () => {
    expect(types).toContain(`export type SchemaJob = components['schemas']['Job'];`);
  });

  it('the description of an alternative survives its discriminator', () => {
    expect(types).toMatch(/\/\*\* Says which step it is\. \*\/\n *type: "text";/);
    expect(types).not.toContain('added by openapi-typescript');
  });

  it('a comment starts with the description, and holds no example of a whole object', () => {
    expect(types).toMatch(
      /\/\*\*\n *\* When it began\.\n *\* Format: date-time\n *\*\/\n *started\?: string;/,
    );
    expect(types).not.toMatch(/@(?:description|enum|constant)/);
    expect(types).not.toMatch(/@example [{[]/);
  });

  it('a summary and a description are two paragraphs', () => {
    const comment = '  /**\n   * Get it\n   * @description All of it.\n   *     In two lines.\n   */\n';
    expect(readableComments(comment)).toBe(
      '  /**\n   * Get it\n   *\n   * All of it.\n   * In two lines.\n   */\n',
    );
  });
});
