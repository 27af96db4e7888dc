export { listen } from './listen.js';
export type { ListeningEmulator, ListenOptions } from './listen.js';
