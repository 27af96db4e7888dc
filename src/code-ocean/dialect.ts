import type { Dialect } from '../core/dialect.js';
import { isRecord } from '../core/json.js';
import { checkInput } from './check-input.js';
import { ServerVersionError } from './errors.js';

/** Code Ocean's ways: `{message}` mostly; arrays from the attach operations; flags; plain text from what stands before it. */
export const dialect: Dialect = {
  docsUrl: 'https://docs.codeocean.com/user-guide/code-ocean-api/errors',
  check: checkInput,
  message,
  hint: ({ status, message: words, op }) => {
    if (status === 404 && op.id === 'getCapsuleAppPanel')
      return 'There is no such capsule, or it has no app panel.';
    if (status === 404 || (status === 400 && words === 'invalid id'))
      return 'Check the id: it is the UUID, not the seven-digit slug of the web address. What was not shared with you is not found either.';
    if (status === 429 && op.id === 'runComputation')
      return 'The deployment takes no more runs now. Start fewer at a time, or raise `maxRetries`.';
    if (status === 423) return 'The workspace is locked by a run or a session. Try again when it has ended.';
    return undefined;
  },
  error: (_message, details) => {
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
