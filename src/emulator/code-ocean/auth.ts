import type { ServerRequest } from '../kernel/request.js';
import { refusal } from './refusals.js';

/** The access token that every emulator knows. Made to be public: it opens nothing else. */
export const DEMO_TOKEN = 'cop_demoResearchComputeEmulator';

/** The access token is the user name; the password is ignored, as the real server does. */
export function authenticate({ headers }: ServerRequest): void {
  if (tokenOf(headers['authorization']) !== DEMO_TOKEN) throw refusal(401, 'unauthorized');
}

function tokenOf(authorization: string | undefined): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    return atob(encoded).split(':', 1)[0];
  } catch {
    return undefined;
  }
}
