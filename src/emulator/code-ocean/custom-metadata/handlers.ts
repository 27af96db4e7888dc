import type { operations } from '../../../../generated/code-ocean/types.js';
import type { Handlers } from '../../kernel/handlers.js';
import type { World } from '../world.js';

export const customMetadata: Handlers<Pick<operations, 'getCustomMetadata'>, World> = {
  getCustomMetadata: (_, world) => ({ status: 200, body: world.customMetadata }),
};
