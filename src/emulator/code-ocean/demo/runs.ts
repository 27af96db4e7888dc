import type { CodeOceanState } from '../state.js';
import { figure, numbered, table } from './contents.js';

/** Runs that went well, and every way in which one can end badly. */
export function insertRuns({ computations }: CodeOceanState, idOf: (name: string) => string): void {
  const expression = idOf('RNA-seq differential expression');
  computations.insert({
    capsule_id: expression,
    created: 1772451000,
    run_time: 213,
    parameters: [{ name: 'Contrast', param_name: 'contrast', value: 'treated-control' }],
    files: {
      output: 'reading 12 samples\n200 genes, 31 significant\n',
      'tables/genes.csv': table(['gene', 'log2fc', 'pvalue', 'padj'], numbered('GENE', 200)),
      'figs/volcano.png': figure(),
      'logs/steps/normalise.txt': 'size factors: 0.93 1.04 1.01\n',
    },
  });
  // What trips people up: the script failed, and the run succeeded.
  computations.insert({
    capsule_id: expression,
    created: 1772461800,
    run_time: 9,
    exit_code: 1,
    files: { output: 'Error in read.csv(samples): no such file\n' },
  });
  computations.insert({
    capsule_id: idOf('Sine wave'),
    created: 1728919000,
    run_time: 3,
    files: { output: 'drawn\n' },
  });
  const sorting = idOf('Spike sorting of Neuropixels recordings');
  computations.insert({ capsule_id: sorting, created: 1770000000, run_time: 0, state: 'failed' });
  computations.insert({
    capsule_id: sorting,
    created: 1770100000,
    run_time: 1804,
    end_status: 'stopped',
    exit_code: 137,
    files: { output: 'sorting block 7 of 40\n' },
  });
  computations.insert({
    capsule_id: idOf('Molecular dynamics of membrane channels'),
    created: 1773290000,
    name: 'Cloud workstation',
    cloud_workstation: true,
    state: 'running',
    files: { 'scratch/fit/energies.csv': table(['step', 'energy'], numbered('', 50)) },
  });
}
