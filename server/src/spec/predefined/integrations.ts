/** Variables of Auto DevOps and of services that a project or group is integrated with. */
import type { PredefinedVariable, PredefinedVariables } from './variable.ts';

const withAutoDevops = 'with Auto DevOps switched on';

const harbor = (doc: string): PredefinedVariable => ({ doc, phase: 'job', only: 'with the integration for Harbor' });
const apple = (doc: string): PredefinedVariable => ({
  doc,
  phase: 'job',
  only: 'with the integration for Apple App Store Connect',
});
const google = (doc: string): PredefinedVariable => ({
  doc,
  phase: 'job',
  only: 'with the integration for Google Play',
});
const diffblue = (doc: string): PredefinedVariable => ({
  doc,
  phase: 'job',
  only: 'with the integration for Diffblue Cover',
});

export const integrationVariables = {
  AUTO_DEVOPS_EXPLICITLY_ENABLED: {
    doc: 'Says that somebody switched Auto DevOps on for the project, group or instance.',
    phase: 'early',
    only: withAutoDevops,
    values: [{ value: '1', doc: 'It is so; otherwise the variable is not set.' }],
  },
  INCREMENTAL_ROLLOUT_MODE: {
    doc: 'How Auto DevOps takes a new version to production, as set for the project.',
    phase: 'early',
    only: withAutoDevops,
    values: [
      { value: 'timed', doc: 'In steps, some minutes apart.' },
      { value: 'manual', doc: 'In steps, each started by hand.' },
    ],
  },
  STAGING_ENABLED: {
    doc: 'Says that Auto DevOps deploys to staging first, and to production by hand.',
    phase: 'early',
    only: withAutoDevops,
    values: [{ value: '1', doc: 'It is so; otherwise the variable is not set.' }],
  },
  HARBOR_HOST: harbor('Host of the registry.'),
  HARBOR_OCI: harbor('Address of the registry for tools that speak OCI, such as Helm.'),
  HARBOR_PASSWORD: harbor('Password with which to sign in there.'),
  HARBOR_PROJECT: harbor('Project in the registry to which images belong.'),
  HARBOR_URL: harbor('Address of the web interface.'),
  HARBOR_USERNAME: harbor('Who signs in there.'),
  APP_STORE_CONNECT_API_KEY_ISSUER_ID: apple('Who issued the key for the API.'),
  APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64: apple('Whether the key for the API is in Base64.'),
  APP_STORE_CONNECT_API_KEY_KEY: apple('The key for the API itself.'),
  APP_STORE_CONNECT_API_KEY_KEY_ID: apple('Identifier of the key for the API.'),
  SUPPLY_JSON_KEY_DATA: google('Key of the service account, as JSON.'),
  SUPPLY_PACKAGE_NAME: google('Name of the app in the store.'),
  DIFFBLUE_ACCESS_TOKEN: diffblue('Token with which Diffblue Cover reaches the project.'),
  DIFFBLUE_ACCESS_TOKEN_NAME: diffblue('What that token is called.'),
  DIFFBLUE_LICENSE_KEY: diffblue('Licence of Diffblue Cover.'),
} as const satisfies PredefinedVariables;
