import { refusal } from './refusals.js';

/** Refuses every request of a client that wants a newer server. */
export function checkServerVersion(wanted: string | undefined, actual: string): void {
  if (wanted === undefined) return;
  const needed = parts(wanted);
  if (needed === undefined) throw refusal(400, `invalid Min-Server-Version: ${wanted}`);
  const have = parts(actual) ?? [];
  const differs = needed.findIndex((part, i) => part !== (have[i] ?? 0));
  if (differs >= 0 && (needed[differs] ?? 0) > (have[differs] ?? 0))
    throw refusal(400, `server version ${actual} is lower than required minimum ${wanted}`);
}

function parts(version: string): number[] | undefined {
  return /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : undefined;
}
