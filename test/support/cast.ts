/** What the demo data holds under fixed ids: the cast of the document's examples. */
export const SYNERGY = 'c3513fd3-8a98-4a9a-883f-5131b1d89c5e';
/** Of the capsule `SYNERGY`. */
export const FINISHED_RUN = '078303ce-fff4-4b9f-a077-4aeae9e72c3a';
/** A capsule that is linked to a repository and ready for its next release, and its last release. */
export const FIT = '39c9861c-6ed3-4c09-8cda-b728ce5bbd43';
export const FIT_JOB = '12c84cb8-c1dc-40d1-9e51-712b079fd060';
/** One that is one commit ahead of its repository, and two behind. */
export const PLOTS = 'c7e4acd2-4af6-44bf-a694-9c58e569dc78';
/** Archived, never released. */
export const PLATES = 'd100574b-7fac-483b-9466-68b2b8210dc2';
/** A pipeline of the capsules `FIT` and `PLOTS`, with its run and its last release. */
export const PIPELINE = 'df72e159-8870-40f7-9599-281fcd34832c';
export const PIPELINE_RUN = '800e691f-b1e0-4206-aee8-f66976edea06';
export const PIPELINE_JOB = 'd14f82da-18d5-4554-8fac-33bf63bdee2e';
/** A pipeline that is archived and was never released. */
export const PROTOTYPE = '56ac64ae-114e-4fa1-9648-f5babf5a516e';
/** A cloud workstation that runs, with `SCREEN` mounted. */
export const SESSION = 'd5969fba-73c8-42fe-8587-ecdd3e254903';
/** Attached to `SYNERGY`, `PIPELINE` and `SESSION`. */
export const SCREEN = 'd442e7e5-f33c-4aea-85e6-999b2bc2fdd6';
/** Attached to nothing. */
export const SURFACES = '5397e666-b51c-4a62-9395-e0cc8db6a29a';
export const PILOT = 'b3adee3a-10da-4d18-ad73-563d7fad3a78';
