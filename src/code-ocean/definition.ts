import { basicAuth } from '../core/config/auth-styles.js';
import type { ServiceDefinition } from '../core/config/parts.js';
import { dialect } from './dialect.js';

/** What the core must know about Code Ocean. A function: each client has an auth style of its own, which remembers its token. */
export const definition = (): ServiceDefinition => ({
  service: 'code-ocean',
  title: 'Code Ocean',
  address: {
    option: 'domain',
    variable: 'CODEOCEAN_DOMAIN',
    example: 'codeocean.acme.org',
    apiPath: '/api/v1',
    pages: [
      'api',
      'capsule',
      'capsules',
      'pipeline',
      'pipelines',
      'data-asset',
      'data-assets',
      'dashboard',
      'account',
      'admin',
      'explore',
      'signin',
      'login',
    ],
  },
  secret: {
    option: 'token',
    variable: 'CODEOCEAN_TOKEN',
    where: 'Account → Access Tokens of your deployment (it begins with cop_)',
    demo: 'cop_demo',
  },
  authStyle: basicAuth(),
  dialect,
});
