import { build } from 'esbuild';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';

/** What a page of the test finds as `globalThis.rc`. */
const ENTRY = `
  export { CodeOcean } from './dist/code-ocean.js';
  export { createEmulator } from './dist/emulator.js';
`;

/** The package as a bundler would put it into a page. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'rc',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** Whatever the page logged as an error, or threw to nobody. */
  readonly errors: readonly string[];
}

/** A real Chromium that shows a page with the package in it, served from the loopback address. */
export async function openPage(): Promise<OpenPage> {
  const code = await script();
  const server = createServer(({ url }, response) => {
    const isScript = url === '/package.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? code : '<!doctype html><link rel="icon" href="data:,"><script src="package.js"></script>',
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    // It runs as root in a container, and may not call home.
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    errors.push(error.message);
  });
  await page.goto(`http://127.0.0.1:${port}/`);

  return {
    page,
    errors,
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
