import type { SchemaCustomMetadata } from '../../../../generated/code-ocean/types.js';

/** The fields of the demo deployment. */
export const CUSTOM_METADATA: SchemaCustomMetadata = {
  fields: [
    { name: 'subject id', type: 'string', category: 'Subject' },
    { name: 'dose', type: 'number', category: 'Assay', units: 'µM', range: { min: 0, max: 100 } },
    { name: 'acquired', type: 'date', category: 'Assay' },
    {
      name: 'stains',
      type: 'string',
      category: 'Assay',
      multiple: true,
      allowed_values: ['dapi', 'gfp', 'rfp'],
    },
  ],
  categories: ['Subject', 'Assay'],
};
