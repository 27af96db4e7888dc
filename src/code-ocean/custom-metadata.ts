import { getCustomMetadata } from '../../generated/code-ocean/operations.js';
import type { operations } from '../../generated/code-ocean/types.js';
import type { Core } from '../core/core.js';
import type { APIPromise, RequestOptions } from '../core/types.js';
import type { CustomMetadata } from './types.js';

/** The metadata fields that the admins of the deployment have defined for data assets. */
export class CustomMetadataFields {
  readonly #core: Core<operations>;

  /** @internal */
  constructor(core: Core<operations>) {
    this.#core = core;
  }

  /**
   * All fields, with their types and the values they take. Their names are the keys of `custom_metadata` and of search filters.
   * Needs platform 3.9.
   *
   * @example
   * const { fields = [] } = await co.customMetadata.get();
   * for (const { name, type, required } of fields) console.log(name, type, required);
   */
  get(options?: RequestOptions): APIPromise<CustomMetadata> {
    return this.#core.call(getCustomMetadata, {}, options);
  }
}
