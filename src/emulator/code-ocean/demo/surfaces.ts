import type { CodeOceanState } from '../state.js';
import { CAST } from './cast.js';
import { figure, numbered, table } from './contents.js';
import { fitCategories, fitParameters, plotParameters } from './panels.js';

/** The capsules of the document's pipeline with their releases, the one with a session, and one to delete. */
export function insertSurfaces({ capsules, computations, releases }: CodeOceanState): void {
  capsules.insert({
    id: CAST.fitRelease,
    created: 1770900000,
    name: 'Surface fit',
    status: 'release',
    slug: '5820173',
    tags: ['synergy', 'release'],
    versions: [
      { major_version: 1, minor_version: 0, release_time: 1770900000 },
      { major_version: 2, minor_version: 0, release_time: 1772600042 },
    ],
    app_panels: {
      1: { categories: fitCategories, parameters: fitParameters },
      2: { categories: fitCategories, parameters: fitParameters },
    },
  });
  capsules.insert({
    id: CAST.fit,
    created: 1769300000,
    name: 'Surface fit',
    slug: '3348091',
    description: 'Fits a surface to the plates of a screen.',
    field: 'Pharmacology',
    tags: ['synergy'],
    cloned_from_url: 'https://git.example.org/screens/surface-fit.git',
    release_capsule: CAST.fitRelease,
    app_panel: { categories: fitCategories, parameters: fitParameters },
    results: { 'surfaces.csv': table(['pair', 'bliss', 'loewe'], numbered('pair', 24)) },
  });
  computations.insert({ capsule_id: CAST.fit, created: 1772590000, run_time: 118 });
  releases.insert({
    job_id: CAST.fitReleaseJob,
    capsule_id: CAST.fit,
    started: 1772600000,
    duration: 42,
    release_version: { major_version: 2, minor_version: 0, release_time: 1772600042 },
  });
  capsules.insert({
    id: CAST.plotsRelease,
    created: 1770950000,
    name: 'Surface plots',
    status: 'release',
    slug: '6102948',
    versions: [{ major_version: 1, minor_version: 0, release_time: 1770950000 }],
    app_panels: { 1: { parameters: plotParameters } },
  });
  capsules.insert({
    id: CAST.plots,
    created: 1769400000,
    name: 'Surface plots',
    slug: '9981240',
    description: 'Draws surfaces as heat maps.',
    field: 'Pharmacology',
    cloned_from_url: 'https://git.example.org/screens/surface-plots.git',
    release_capsule: CAST.plotsRelease,
    git: { ahead: 1, behind: 2 },
    app_panel: { parameters: plotParameters },
    results: { 'surfaces.png': figure() },
  });
  capsules.insert({
    id: CAST.explorer,
    created: 1772900000,
    name: 'Surface explorer',
    slug: '2740615',
    description: 'A notebook to look at surfaces.',
  });
  computations.insert({
    id: CAST.session,
    capsule_id: CAST.explorer,
    created: 1773300000,
    name: 'Cloud workstation',
    cloud_workstation: true,
    state: 'running',
    data_assets: [{ id: CAST.screen, mount: 'screen' }],
    files: { 'scratch/picked.csv': table(['pair', 'bliss'], numbered('pair', 3)) },
  });
  capsules.insert({
    id: CAST.plates,
    created: 1766000000,
    name: 'Plate layout, first try',
    slug: '1450827',
    archived: true,
  });
}
