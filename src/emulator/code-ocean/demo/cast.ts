/** The objects that the examples of the document show, so that each of them can be replayed. */
export const CAST = {
  synergy: 'c3513fd3-8a98-4a9a-883f-5131b1d89c5e',
  screen: 'd442e7e5-f33c-4aea-85e6-999b2bc2fdd6',
  surfaces: '5397e666-b51c-4a62-9395-e0cc8db6a29a',
  run: '078303ce-fff4-4b9f-a077-4aeae9e72c3a',
  modelCategory: '77a3735f-6266-48b9-a0ee-03d1cfcde74b',
} as const;
