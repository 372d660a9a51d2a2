import { expect, test } from 'vitest';
import { urisOfVersion } from './version-uris.ts';

const versions = [
  { version: '9', stage: 'None' },
  { version: '10', stage: 'Production' },
  { version: '8', stage: 'Production' },
];
const production = { name: 'Production', classic: 'Production' as const };

test('the newest version of all is the latest, and the newest of its stage is named by it', () => {
  const named = { name: 'fraud', version: '10', aliases: ['champion'], stage: production, versions };
  expect(urisOfVersion(named)).toEqual([
    'models:/fraud/10',
    'models:/fraud@champion',
    'models:/fraud/Production',
    'models:/fraud/latest',
  ]);
});

test('a stage that has a newer version does not lead to an older one, and None leads to none', () => {
  const older = { name: 'fraud', version: '8', aliases: [], stage: production, versions };
  expect(urisOfVersion(older)).toEqual(['models:/fraud/8']);
  const fresh = { ...older, version: '9', stage: { name: 'None', classic: 'None' as const } };
  expect(urisOfVersion(fresh)).toEqual(['models:/fraud/9']);
});
