import type { CodeOceanState, NewCapsule } from '../state.js';
import { CAST } from './cast.js';
import { figure } from './contents.js';
import { pipelinePanel } from './panels.js';

const FIT = { name: 'capsule_fit_2', capsule_id: CAST.fit, version: 1, public: false };
const PLOT = { name: 'capsule_plot_3', capsule_id: CAST.plots, version: 1, public: false };

/** What a pipeline has in common with its release. */
const SHARED: Pick<NewCapsule, 'kind' | 'name' | 'data_assets' | 'processes' | 'results'> = {
  kind: 'pipeline',
  name: 'Screen to surfaces',
  data_assets: [{ id: CAST.screen, mount: 'screen' }],
  processes: [FIT, PLOT],
  results: { 'surfaces.png': figure() },
};

/** The pipeline of the document's examples with its release and its run, and two others. */
export function insertPipelines({ capsules, computations, releases }: CodeOceanState): void {
  capsules.insert({
    ...SHARED,
    id: CAST.pipeline,
    created: 1770112233,
    slug: '6071394',
    last_accessed: 1773240105,
    description: 'Fits and plots the surfaces of a whole screen.',
    field: 'Pharmacology',
    tags: ['drug-synergy', 'nextflow'],
    cloned_from_url: 'https://git.example.org/screens/screen-to-surfaces.git',
    release_capsule: CAST.pipelineRelease,
    app_panel: pipelinePanel,
    permissions: {
      users: [{ email: 'ada@example.org', role: 'owner' }],
      groups: [{ group: 'screening', role: 'viewer' }],
      everyone: 'none',
    },
  });
  capsules.insert({
    ...SHARED,
    id: CAST.pipelineRelease,
    created: 1771000000,
    status: 'release',
    slug: '8034427',
    versions: [
      { major_version: 1, minor_version: 0, release_time: 1771000000 },
      { major_version: 2, minor_version: 0, release_time: 1772700097 },
    ],
    app_panels: { 1: pipelinePanel, 2: pipelinePanel },
  });
  computations.insert({
    id: CAST.pipelineRun,
    capsule_id: CAST.pipeline,
    created: 1773240105,
    name: 'Run With Parameters 3240105',
    run_time: 312,
    nextflow_profile: 'standard',
    data_assets: [{ id: CAST.screen, mount: 'screen' }],
    processes: [
      {
        ...FIT,
        parameters: [
          { name: 'Threads', param_name: 'threads', value: '8' },
          { name: 'Reference model', param_name: 'model', value: 'bliss' },
        ],
      },
      { ...PLOT, parameters: [{ name: 'Colour map', param_name: 'colormap', value: 'viridis' }] },
    ],
    files: {
      output: 'N E X T F L O W\n[100%] 2 of 2\n',
      'nextflow/trace.txt': 'name\tstatus\ncapsule_fit_2\tCOMPLETED\ncapsule_plot_3\tCOMPLETED\n',
      'surfaces.png': figure(),
    },
  });
  releases.insert({
    job_id: CAST.pipelineReleaseJob,
    capsule_id: CAST.pipeline,
    started: 1772700000,
    duration: 97,
    release_version: { major_version: 2, minor_version: 0, release_time: 1772700097 },
  });
  capsules.insert({
    id: CAST.prototype,
    name: 'Screen to surfaces, prototype',
    kind: 'pipeline',
    created: 1768000000,
    slug: '4417093',
    archived: true,
  });
  capsules.insert({
    name: 'Reads to variants',
    kind: 'pipeline',
    created: 1751000000,
    slug: '2201987',
    tags: ['nextflow'],
  });
}
