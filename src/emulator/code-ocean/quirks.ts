import type { Quirk } from '../types.js';

/** The oddities that `x-quirks` of the document describes, as switches. */
export const quirks = [
  {
    id: 'null-means-absent',
    description: 'A JSON null is read as if the property were not there. Off: 400.',
    default: true,
  },
  {
    id: 'mount-null-rejected',
    description:
      'The exception: `mount: null` is answered with 400. Off by default, since only some deployments do it.',
    default: false,
  },
  { id: 'trailing-slash', description: 'A slash at the end of a path is ignored. Off: 501.', default: true },
  { id: 'plus-is-space', description: '`+` in a query string is a space. Off: a plus.', default: true },
  {
    id: 'app-panel-version-in-body',
    description: '`version` of an app panel is read from a body too. Off: from the query only.',
    default: true,
  },
  {
    id: 'min-server-version',
    description:
      '`Min-Server-Version` above the version of the server is answered with 400. Off: the header is ignored.',
    default: true,
  },
  {
    id: 'slug-is-invalid-id',
    description: 'A slug where an id is wanted is answered with 400. Off: it is taken for the id.',
    default: true,
  },
  {
    id: 'missing-app-panel-is-404',
    description: 'A capsule without an app panel answers 404. Off: an empty app panel.',
    default: true,
  },
  {
    id: 'name-term-20-chars',
    description: 'A search for `name:` with more than 20 characters finds nothing. Off: it finds the name.',
    default: true,
  },
  {
    id: 'succeeded-with-exit-code',
    description: 'A run whose script fails ends as `succeeded`, unless planned otherwise. Off: as `failed`.',
    default: true,
  },
  {
    id: 'results-empty-until-finished',
    description: 'Nothing is listed before a run has ended. Off: everything from the start.',
    default: true,
  },
  {
    id: 'release-owner-literal',
    description: 'A run of a release belongs to `release`. Off: to whoever started it.',
    default: true,
  },
  {
    id: 'attach-already-attached',
    description: 'Attaching what is attached is answered with 403. Off: 200 with `mount_state: unchanged`.',
    default: true,
  },
  {
    id: 'unnamed-parameter',
    description:
      'Values by position come back with an empty `name` where no app panel names them. Off: without one.',
    default: true,
  },
  {
    id: 'flat-parameters-ignored',
    description: 'Flat parameters of a pipeline made of capsules have no effect. Off: 400.',
    default: true,
  },
  {
    id: 'pipeline-id-as-capsule-id',
    description: 'A run takes the id of a pipeline as `capsule_id`. Off: 404.',
    default: true,
  },
  {
    id: 'unknown-group-ignored',
    description: 'Sharing with a group that does not exist changes nothing. Off: 400.',
    default: true,
  },
] as const satisfies readonly Quirk[];

export type QuirkId = (typeof quirks)[number]['id'];
