interface Host {
  /** Node's, and Deno's and Bun's likeness of it. */
  process?: { env?: Record<string, string | undefined>; versions?: { node?: string } };
  Object: unknown;
}

const host: Host = globalThis;

/** An environment variable, where there is an environment. Read when a client is made, never at import. */
export function env(name: string): string | undefined {
  return host.process?.env?.[name];
}

/** A page or a worker of a browser. Node with a DOM (jsdom, happy-dom) is not: its secrets stay on the machine. */
export function isBrowser(): boolean {
  return !host.process?.versions?.node && ('document' in globalThis || 'WorkerGlobalScope' in globalThis);
}
