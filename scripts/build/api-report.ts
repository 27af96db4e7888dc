import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { subpaths } from './subpaths.js';

/**
 * The public API of every entry point, as the built declarations show it, in `api/`: a change of the API is a change in
 * a review. Fails when a report is out of date; `--write` brings them up to date.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const write = process.argv.includes('--write');

const configs = subpaths().map(({ name }) =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: `${root}dist/${name}.d.ts`,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2022', 'DOM'],
            moduleResolution: 'bundler',
            module: 'ESNext',
            types: [],
          },
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name.replace('/', '-')}.api.md`,
        reportFolder: `${root}api`,
        reportTempFolder: `${root}temp/api`,
      },
      newlineKind: 'lf',
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
          // Nothing here is alpha or beta: what is exported is public.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          // Their names carry the bundle's hash, which would change the reports with every build.
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.None },
          // Links and missing comments are typedoc's business.
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
        },
        // The documents' own words are full of braces and @.
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: `${root}package.json`,
  }),
);

const [first] = configs;
if (first === undefined) throw new Error('tsconfig.json names no entry points in `paths`.');
// One program for all entries: a program of its own for each takes eight times as long.
const compilerState = CompilerState.create(first, {
  additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
});

mkdirSync(`${root}api`, { recursive: true });
let failed = false;
for (const config of configs) {
  const result = Extractor.invoke(config, {
    localBuild: write,
    compilerState,
    messageCallback: (message) => {
      // "Analysis will use the bundled TypeScript": once for each entry, and nothing that anyone could change.
      message.handled = message.messageId === 'console-preamble';
    },
  });
  failed ||= !result.succeeded;
}
if (failed && !write)
  console.error('If the change of the API is meant: npm run build && npm run api, and commit api/.');
process.exitCode = failed ? 1 : 0;
