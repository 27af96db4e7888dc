/** What `createClient<paths>` gives, by the line that the documentation shows. */
import createClient from 'openapi-fetch';
import { CodeOcean, type paths } from 'research-compute/code-ocean';

const co = new CodeOcean();
const api = createClient<paths>({ baseUrl: co.baseUrl, fetch: co.fetch });

const { data } = await api.GET('/capsules/{capsule_id}', { params: { path: { capsule_id: 'x' } } });
export const status: string | undefined = data?.status;
export const slug: string | undefined = data?.slug;
export const tags: string[] | undefined = data?.tags;

// @ts-expect-error a path that the document does not have
await api.GET('/capsule/{capsule_id}', { params: { path: { capsule_id: 'x' } } });
// @ts-expect-error a path parameter is missing
await api.GET('/capsules/{capsule_id}', {});
// @ts-expect-error a value that the document does not allow to be sent
await api.POST('/capsules/search', { body: { sort_order: 'up' } });
