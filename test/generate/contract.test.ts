import { beforeAll, describe, expect, it } from 'vitest';
import type { Contract, OperationContract } from '../../src/emulator/kernel/contract-types.js';
import { runGenerated } from './support/bundle.js';

describe('the contract says what the emulator holds traffic against', () => {
  let exported: Record<string, unknown>;
  const operation = (id: string): OperationContract => {
    const found = (exported['contract'] as Contract)[id];
    if (!found) throw new Error(`${id} is not in the contract`);
    return found;
  };

  beforeAll(async () => {
    exported = await runGenerated('contract');
  });

  it('where each operation comes from, and its quirks, with their texts', () => {
    expect(operation('createJob')).toMatchObject({
      tags: ['jobs'],
      evidence: 'seed',
      since: '2.1',
      quirks: ['null-for-unset', 'label-is-free'],
    });
    expect(operation('deleteJobs')).not.toHaveProperty('quirks');
    expect(exported['quirks']).toEqual({
      'null-for-unset': 'The server writes null where a value is not set.',
      'label-is-free': 'The server takes any label.',
    });
  });

  it('how the text of a parameter is read before it is checked', () => {
    const { path, query, header } = operation('getJob').parameters;
    expect(path['job_id']).toMatchObject({ required: true });
    expect(path['job_id']?.schema.safeParse('j-7').success).toBe(true);
    expect(path['job_id']?.schema.safeParse('7').success).toBe(false);
    expect(query['fields']).toMatchObject({ required: false, type: 'array', comma: true });
    expect(query['state']).toMatchObject({ type: 'array' });
    expect(query['state']).not.toHaveProperty('comma');
    expect(query['limit']).toMatchObject({ type: 'integer' });
    expect(query['limit']?.schema.safeParse(101).success).toBe(false);
    expect(header['X-Trace']).toMatchObject({ type: 'boolean' });
    expect(operation('getFile').parameters.path['path']).toMatchObject({ style: 'segments' });
    expect(operation('uploadForm').parameters.path['key']).toMatchObject({ style: 'base64' });
  });

  it('what each body must be, and nothing of bytes', () => {
    const { requestBody } = operation('deleteJobs');
    expect(requestBody?.required).toBe(true);
    expect(requestBody?.content['application/json']?.safeParse({ ids: ['j-1'] }).success).toBe(true);
    expect(requestBody?.content['application/json']?.safeParse({ ids: [] }).success).toBe(false);
    expect(requestBody?.content['application/json']?.safeParse({ ids: ['j-1'], forse: true }).success).toBe(
      false,
    );
    expect(operation('putFile').requestBody?.content).toEqual({ 'application/octet-stream': undefined });
    expect(operation('getLog')).not.toHaveProperty('requestBody');
  });

  it('what each status carries', () => {
    const { responses } = operation('createJob');
    expect(Object.keys(responses)).toEqual(['201', '422']);
    expect(responses['201']?.evidence).toBe('observed');
    expect(responses['422']?.content['application/json']?.safeParse({ errors: ['no'] }).success).toBe(true);
    expect(responses['422']?.content['application/json']?.safeParse({}).success).toBe(false);
    expect(operation('deleteJobs').responses['204']?.content).toEqual({});
    expect(operation('getJob').responses['404']?.content['text/plain']?.safeParse('none').success).toBe(true);
  });
});
