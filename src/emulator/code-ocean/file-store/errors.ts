import { text, type Reply } from '../../kernel/reply.js';

/** A failure as S3 words it. */
export function s3Error(status: number, code: string, message: string, extra: Reply['headers'] = {}): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return text(status, body, { 'content-type': 'application/xml', ...extra });
}
