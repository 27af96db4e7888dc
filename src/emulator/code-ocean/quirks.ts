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
  {
    id: 'pipelines-under-capsules',
    description: 'The operations under `/capsules` take the id of a pipeline as well. Off: 404.',
    default: true,
  },
  {
    id: 'asset-id-finds-capsules',
    description: 'The id of a data asset, as the whole query, finds what it is attached to. Off: nothing.',
    default: true,
  },
  {
    id: 'archive-in-body',
    description: '`archive` of a capsule or pipeline is read from a body too. Off: from the query only.',
    default: true,
  },
  {
    id: 'archive-absent-unarchives',
    description: 'Without `archive` a capsule or pipeline is taken out of the archive. Off: 400.',
    default: true,
  },
  {
    id: 'query-bool-capitalised',
    description: 'A boolean in a query string may be `True`, `1` or `t` too. Off: 400.',
    default: true,
  },
  {
    id: 'content-type-without-body',
    description: 'A `Content-Type` without a body means nothing. Off: JSON is missed, and answered with 400.',
    default: true,
  },
  {
    id: 'sync-omits-zeros',
    description: 'What a sync did not do is left out of its answer. Off: it is 0 or false.',
    default: true,
  },
  {
    id: 'release-403-flags',
    description: 'A refused release answers flags without a message. Off: a message that names them.',
    default: true,
  },
  {
    id: 'rename-too-early',
    description:
      'A run that is still `initializing` can not be renamed: 400. Off by default, since it was seen only at times.',
    default: false,
  },
  {
    id: 'rename-name-in-body',
    description: '`name` of a rename is read from a body too. Off: from the query only.',
    default: true,
  },
  {
    id: 'put-is-partial',
    description:
      'What an update of a data asset leaves out stays as it was. Off: name, description, tags and mount must be there.',
    default: true,
  },
] as const satisfies readonly Quirk[];

export type QuirkId = (typeof quirks)[number]['id'];
