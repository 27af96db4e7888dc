import type {
  SchemaAppPanel,
  SchemaAppPanelCategory,
  SchemaAppPanelDataAsset,
  SchemaAppPanelParameter,
} from '../../../../generated/code-ocean/types.js';
import { CAST } from './cast.js';

/** Numbers with bounds, a choice, a pattern and a hidden value. */
export const variantsPanel: SchemaAppPanel = {
  general: { title: 'Differential expression', help_text: 'A run takes about half a minute.' },
  categories: [
    { id: 'a3e9c1d2-0b1f-4a68-9d0c-5e1f2a3b4c5d', name: 'Statistics' },
    { id: 'b7f0d2e3-1c20-4b79-8e1d-6f203b4c5d6e', name: 'Samples' },
  ],
  parameters: [
    {
      name: 'Significance level',
      param_name: 'alpha',
      category: 'a3e9c1d2-0b1f-4a68-9d0c-5e1f2a3b4c5d',
      type: 'text',
      value_type: 'number',
      default_value: '0.05',
      required: true,
      minimum: 0,
      maximum: 1,
    },
    {
      name: 'Method',
      param_name: 'method',
      category: 'a3e9c1d2-0b1f-4a68-9d0c-5e1f2a3b4c5d',
      type: 'list',
      default_value: 'wald',
      value_options: ['wald', 'lrt'],
    },
    {
      name: 'Contrast',
      param_name: 'contrast',
      category: 'b7f0d2e3-1c20-4b79-8e1d-6f203b4c5d6e',
      description: 'Two groups, separated by `-`.',
      type: 'text',
      pattern: '^[a-z]+-[a-z]+$',
      required: true,
    },
    { name: 'Sample sheet', param_name: 'samples', type: 'file' },
    { name: 'Random seed', param_name: 'seed', type: 'text', default_value: '1', hidden: true },
  ],
  results: [{ file_name: 'tables/genes.csv' }],
};

/** That of a release: its versions differ in a default. */
export function atlasPanel(resolution: string): SchemaAppPanel {
  return {
    general: { title: 'Retina atlas' },
    parameters: [
      {
        name: 'Resolution',
        param_name: 'resolution',
        type: 'text',
        default_value: resolution,
        minimum: 0.1,
        maximum: 2,
      },
    ],
  };
}

/** A parameter without a name of its own, which can only be given by position. */
export const cellsPanel: SchemaAppPanel = {
  parameters: [
    {
      name: 'Smallest cell, in pixels',
      param_name: 'min_area',
      type: 'text',
      default_value: '40',
      minimum: 1,
    },
    { name: 'Channel', type: 'list', value_options: ['dapi', 'gfp'] },
  ],
};

export const foldingPanel: SchemaAppPanel = {
  parameters: [{ name: 'Sequence file', param_name: 'fasta', type: 'file', required: true }],
};

export const screenInput: SchemaAppPanelDataAsset = {
  id: CAST.screen,
  mount: 'screen',
  name: 'Combination screen, plate reads',
  kind: 'internal',
  accessible: true,
};

export const fitCategories: SchemaAppPanelCategory[] = [{ id: CAST.modelCategory, name: 'Model' }];

export const fitParameters: SchemaAppPanelParameter[] = [
  {
    name: 'Threads',
    param_name: 'threads',
    description: 'Worker threads of the fit.',
    type: 'text',
    default_value: '4',
    required: true,
    minimum: 1,
    maximum: 16,
  },
  {
    name: 'Reference model',
    param_name: 'model',
    category: CAST.modelCategory,
    type: 'list',
    default_value: 'bliss',
    value_options: ['bliss', 'loewe', 'hsa'],
  },
];

export const plotParameters: SchemaAppPanelParameter[] = [
  {
    name: 'Colour map',
    param_name: 'colormap',
    type: 'list',
    default_value: 'viridis',
    value_options: ['viridis', 'magma', 'cividis'],
  },
];

/** A pipeline made of capsules has the forms of its processes. */
export const pipelinePanel: SchemaAppPanel = {
  general: {
    title: 'Screen to surfaces',
    instructions: 'Replace the screen by one of yours and start the run.',
  },
  data_assets: [screenInput],
  processes: [
    { name: 'capsule_fit_2', categories: fitCategories, parameters: fitParameters },
    { name: 'capsule_plot_3', parameters: plotParameters },
  ],
};
