import type { Api } from '../support.js';

/** What shows whether a quirk is on. */
export interface Probe {
  readonly id: string;
  readonly probe: (api: Api) => Promise<unknown>;
  readonly on: unknown;
  readonly off: unknown;
}

export const statusOf = async (call: Promise<{ status: number }>): Promise<number> => (await call).status;

/** Names of what a search finds. */
export async function search(api: Api, body: object, kind = 'capsules'): Promise<string[]> {
  const answer = await api.send('POST', `/${kind}/search`, body);
  return ((answer.body as { results?: { name: string }[] }).results ?? []).map(({ name }) => name);
}
