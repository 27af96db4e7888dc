import { dirname, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve('generated');

/** Generated files by variant and name, none of them on the disk. */
export type Variants = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * What the compiler says about each variant: the line, and what is wrong with it. All are one program, so that the
 * libraries are read and checked once.
 */
export function compile(variants: Variants): Map<string, string[]> {
  const sources = new Map<string, string>();
  for (const [variant, files] of variants) {
    for (const [name, text] of files) sources.set(pathOf(variant, name), text);
  }
  const options = optionsOf('tsconfig.generated.json');
  const program = ts.createProgram([...sources.keys()], options, hostOf(sources, options));
  const complaints = [...variants].map(([variant, files]) => {
    // The schemas first, as the command-line compiler does: what it infers for a cycle can depend on the order.
    const found = [...files.keys()].flatMap((name) => diagnose(program, pathOf(variant, name)));
    return [variant, found] as const;
  });
  return new Map(complaints);
}

function pathOf(variant: string, name: string): string {
  return resolve(ROOT, variant, name);
}

function optionsOf(file: string): ts.CompilerOptions {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  const options = ts.getParsedCommandLineOfConfigFile(file, {}, host)?.options;
  if (!options) throw new Error(`${file} could not be read`);
  return options;
}

function hostOf(sources: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = new Set([...sources.keys()].map((path) => dirname(path)));
  return {
    ...host,
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    fileExists: (path) => sources.has(path) || host.fileExists(path),
    readFile: (path) => sources.get(path) ?? host.readFile(path),
    getSourceFile: (path, version, onError) => {
      const text = sources.get(path);
      return text === undefined
        ? host.getSourceFile(path, version, onError)
        : ts.createSourceFile(path, text, version);
    },
  };
}

function diagnose(program: ts.Program, path: string): string[] {
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`${path} is not part of the program`);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ start = 0, messageText }) => {
    const { line } = source.getLineAndCharacterOfPosition(start);
    const code = source.text.split('\n')[line]?.trim() ?? '';
    return `${code} // ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
