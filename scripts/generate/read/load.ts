import { relative } from 'node:path';
import { BaseResolver, bundle, getLineColLocation, lintDocument } from '@redocly/openapi-core';
import type { Config, NormalizedProblem } from '@redocly/openapi-core';
import type { Document } from './document.js';

/** The document has faults; `message` lists all of them, one a line. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  constructor(source: string, problems: readonly string[]) {
    super(
      `${source}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
  }
}

/** Reads a document once, lints it and pulls its external references in. Warnings go to `warn`. */
export async function load(file: string, config: Config, warn: (line: string) => void): Promise<Document> {
  const externalRefResolver = new BaseResolver(config.resolve);
  const document = await externalRefResolver.resolveDocument(null, file, true);
  if (document instanceof Error) throw document;
  const linted = await lintDocument({ document, config: config.styleguide, externalRefResolver });
  const bundled = await bundle({ doc: document, config, externalRefResolver });
  const problems = [...linted, ...bundled.problems].filter((problem) => !problem.ignored);
  for (const problem of problems) if (problem.severity === 'warn') warn(describe(problem));
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new DocumentError(relative(process.cwd(), file), errors.map(describe));
  return bundled.bundle.parsed as Document;
}

function describe(problem: NormalizedProblem): string {
  const [location] = problem.location;
  if (!location) return `${problem.message} (${problem.ruleId})`;
  const { start } = getLineColLocation(location);
  return `${relative(process.cwd(), location.source.absoluteRef)}:${start.line}:${start.col} ${problem.message} (${problem.ruleId})`;
}
