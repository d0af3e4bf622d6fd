// The structure of the house as rules: floors, front doors, purity. test/tidy.test.ts checks that this file still sees
// the whole building.
const fs = require('node:fs');

const floors = ['kernel', 'engines', 'platform', 'ui', 'features', 'apps'];
const uses = JSON.parse(fs.readFileSync('src/features/uses.json', 'utf8'));
const order = Object.keys(uses);

for (const [feature, used] of Object.entries(uses)) {
  for (const name of used) {
    if (!(order.indexOf(name) >= 0 && order.indexOf(name) < order.indexOf(feature))) {
      throw new Error(`uses.json: ${feature} may only use features listed above it, not ${name}`);
    }
  }
}

const tests = '\\.test\\.tsx?$';
const stores = '[/-]store\\.ts$';
const shell = [
  stores,
  '[/-]routes\\.tsx?$',
  '[/-]jobs\\.tsx?$',
  '[/-]commands\\.ts$',
  '/views/',
  '/index\\.ts$',
  tests,
];

const climbing = floors.slice(0, -1).map((floor, index) => ({
  name: `no-climbing-from-${floor}`,
  severity: 'error',
  from: { path: `^src/${floor}/`, pathNot: tests },
  to: { path: `^(src/(${floors.slice(index + 1).join('|')})|test|bench)/` },
}));

const keepsToItsList = order.map((feature) => ({
  name: `${feature}-keeps-to-its-list`,
  severity: 'error',
  from: { path: `^src/features/${feature}/`, pathNot: tests },
  to: { path: '^src/features/[^/]+/', pathNot: `^src/features/(${[feature, ...uses[feature]].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...climbing,
    ...keepsToItsList,
    {
      name: 'listed-features-only',
      severity: 'error',
      from: {},
      to: { path: '^src/features/[^/]+/', pathNot: `^src/features/(${order.join('|')})/` },
    },
    {
      name: 'front-door-only',
      comment: 'One enters a feature only through its index.ts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: tests },
      to: { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'front-door-only-from-apps',
      severity: 'error',
      from: { path: '^src/apps/' },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/[^/]+/index\\.ts$' },
    },
    {
      name: 'pure-below',
      comment: 'Kernel and engines know neither Node nor any package but zod.',
      severity: 'error',
      from: { path: '^src/(kernel|engines)/', pathNot: tests },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-no-pkg'], pathNot: '^node_modules/zod/' },
    },
    {
      name: 'engines-stand-alone',
      severity: 'error',
      from: { path: '^src/engines/([^/]+)/', pathNot: tests },
      to: { path: '^src/engines/', pathNot: '^src/engines/$1/' },
    },
    {
      name: 'pure-inside-a-feature',
      comment:
        'In a feature only store, routes, jobs, commands and views touch the outside; the front door re-exports.',
      severity: 'error',
      from: { path: '^src/features/[^/]+/', pathNot: shell },
      to: {
        path: ['^src/platform/', '^src/ui/', '^node_modules/'],
        pathNot: '^node_modules/zod/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sql-lives-in-stores',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(platform|apps)/', stores, '/index\\.ts$', tests] },
      to: {
        path: ['^src/platform/db/', '^node_modules/pg/', '^node_modules/pg-copy-streams/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'views-only-show',
      severity: 'error',
      from: { path: '^src/features/[^/]+/views/', pathNot: tests },
      to: {
        path: ['^src/platform/', '[/-]store\\.ts$', '[/-]routes\\.tsx?$', '[/-]jobs\\.tsx?$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|^src/ui/islands/' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
