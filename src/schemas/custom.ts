import * as z from 'zod/mini';
import type { Download, Open, Uploadable } from '../core/types.js';

// The schemas that zod has no word for. Functions, so that importing this file does nothing.

export type OpenEnum<T extends string> = z.ZodMiniCustom<Open<T>, Open<T>>;
export type BinaryInput = z.ZodMiniCustom<Uploadable, Uploadable>;
export type BinaryOutput = z.ZodMiniCustom<Download, Download>;

/** Any string: the server may add values, and a client that refuses tomorrow's would break today's users. */
export function openEnum<T extends string>(): OpenEnum<T> {
  return z.custom<Open<T>>((value) => typeof value === 'string', 'Invalid input: expected string');
}

/** Bytes to be sent. */
export function uploadable(): BinaryInput {
  return z.custom<Uploadable>(isUploadable, 'Invalid input: expected something that can be uploaded');
}

/** Bytes that have arrived. */
export function download(): BinaryOutput {
  return z.custom<Download>((value) => hasMethod(value, 'stream'), 'Invalid input: expected a download');
}

function isUploadable(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Blob || value instanceof Uint8Array || value instanceof ReadableStream) return true;
  return Symbol.asyncIterator in value || 'replayable' in value;
}

function hasMethod(value: unknown, name: string): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    name in value &&
    typeof Reflect.get(value, name) === 'function'
  );
}
