import type { Dialect } from '../core/dialect.js';
import type { APIDetails } from '../core/errors/api.js';
import { isRecord } from '../core/json.js';
import type { Operation } from '../core/operation.js';
import { checkInput } from './check-input.js';
import { ReleaseValidationError, ServerVersionError } from './errors.js';
import type { ReleaseValidationIssues } from './types.js';

/** Code Ocean's ways: `{message}` mostly; arrays from the attach operations; flags; plain text from what stands before it. */
export const dialect: Dialect = {
  docsUrl: 'https://docs.codeocean.com/user-guide/code-ocean-api/errors',
  check: checkInput,
  message,
  hint: ({ status, message: words, op }) => {
    if (status === 404 && op.id.endsWith('AppPanel'))
      return 'There is no such capsule or pipeline, or it has no app panel.';
    if (status === 404 && /Urls?$/.test(op.id))
      return 'Check the path: it is that of a file, not of a folder, from the root and without a leading slash. Or there is nothing of this id that you may see.';
    if (status === 404 || (status === 400 && words === 'invalid id'))
      return 'Check the id: it is the UUID, not the seven-digit slug of the web address. What was not shared with you is not found either.';
    if (status === 403 && words?.includes('already attached'))
      return 'Leave out what is there already: none of the others was attached.';
    if (status === 429 && op.id === 'runComputation')
      return 'The deployment takes no more runs now. Start fewer at a time; `runMany` waits until there is room.';
    if (status === 423) return 'The workspace is locked by a run or a session. Try again when it has ended.';
    return undefined;
  },
  error: (_message, details, op) => {
    const issues = releaseIssues(details, op);
    if (issues) return new ReleaseValidationError(details, issues);
    const words = message(details.body) ?? '';
    const versions = /server version (\S+) is lower than required minimum (\S+)/.exec(words);
    const [, actual, required] = versions ?? [];
    return details.status === 400 && actual && required
      ? new ServerVersionError(details, actual, required)
      : undefined;
  },
};

function message(body: unknown): string | undefined {
  if (typeof body === 'string') return body.trim() || undefined;
  if (Array.isArray(body)) return body.map(message).filter(Boolean).join('; ') || undefined;
  if (!isRecord(body)) return undefined;
  if (typeof body['message'] === 'string') return body['message'];
  const flags = Object.keys(body).filter((key) => body[key] === true);
  return flags.join(', ') || undefined;
}

/** The flags of a refused release; `undefined` for whatever else is answered with 403. */
function releaseIssues({ status, body }: APIDetails, { id }: Operation): ReleaseValidationIssues | undefined {
  if (status !== 403 || !/^release(?:Capsule|Pipeline)$/.test(id) || !isRecord(body)) return undefined;
  const flags = Object.keys(body).filter((key) => body[key] === true);
  return flags.length > 0 ? Object.fromEntries(flags.map((flag) => [flag, true])) : undefined;
}
