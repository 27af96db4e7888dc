import type { OperationContract, ResponseContract } from '../contract-types.js';
import { check, type Violation } from './violation.js';

/** What is wrong with an answer of ours. `body` is the value before it was written as JSON. */
export function checkResponse(
  operation: OperationContract,
  status: number,
  type: string | undefined,
  body: unknown,
): readonly Violation[] {
  const contract = responseFor(operation, status);
  if (contract === undefined) return [wrong('status', `${status} is not documented for ${operation.id}`)];
  if (type === undefined) {
    return Object.keys(contract.content).length === 0 ? [] : [wrong('/', `${status} must have a body`)];
  }
  if (!(type in contract.content)) return [wrong('content-type', `${type} is not documented for ${status}`)];
  const schema = contract.content[type];
  return schema === undefined ? [] : check(schema, body, 'response');
}

function responseFor({ responses }: OperationContract, status: number): ResponseContract | undefined {
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
}

function wrong(at: string, problem: string): Violation {
  return { in: 'response', at, problem, extra: false };
}
