import { expect, test } from 'vitest';
import { addressOf, type CompareAddress, paramsOf } from './compare-address.ts';

const read = (text: string) => addressOf(new URLSearchParams(text));

test('an address says how a comparison is shown, and is read as it was written', () => {
  const address: CompareAddress = {
    tab: 'artifacts',
    isDiffOnly: false,
    metricValue: 'best',
    reference: 'a',
    showsDeltas: false,
    path: 'figures/a b.png',
    model: 'net',
    left: 'a',
    right: 'b',
  };
  expect(read(new URLSearchParams(paramsOf(address)).toString())).toEqual(address);
});

test('what is as at first is not in the address, and what is wrong in it is as at first', () => {
  expect(paramsOf(read(''))).toEqual({});
  expect(paramsOf(read('tab=nothing&show=&value=median&deltas=&reference='))).toEqual({});
});
