/** ESM-only packages that jest on Node 20 cannot require as they are (docs/decisions.md). */
const esmOnly = ['approx-string-match', 'content-disposition', 'cookie', 'hyparquet', 'hyparquet-writer', 'jose'];
/** Those of the clients that oEmbed is tried with. */
const esmOnlyOfClients = [
  'boolbase',
  'css-select',
  'css-what',
  'cssomnom',
  'dom-serializer',
  'domelementtype',
  'domhandler',
  'domutils',
  'entities',
  'nth-check',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: {
    '^.+\\.(ts|js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false },
        },
        module: { type: 'commonjs', ignoreDynamic: true },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${[...esmOnly, ...esmOnlyOfClients].join('|')})/)`],
  globalSetup: '<rootDir>/tests/support/global-setup.cjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.cjs',
  // What takes a second here takes twenty where two cores plan a thousand queries for the first time.
  testTimeout: 300_000,
  workerIdleMemoryLimit: '1GB',
};
