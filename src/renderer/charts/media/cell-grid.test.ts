import { expect, test } from 'vitest';
import { cellGrid } from './cell-grid.ts';

const room = (width: number, height: number, aspect = 1) => ({ width, height, aspect, caption: 32 });

test('pictures are as large as they fit, by their shape', () => {
  expect(cellGrid(2, room(800, 400))).toEqual({ columns: 2, height: 400 });
  expect(cellGrid(2, room(800, 400, 4))).toEqual({ columns: 1, height: 200 });
  expect(cellGrid(3, room(900, 900, 3))).toEqual({ columns: 1, height: 300 });
  expect(cellGrid(10, room(1000, 900))).toEqual({ columns: 4, height: 282 });
  expect(cellGrid(4, room(800, 800))).toEqual({ columns: 2, height: 400 });
});

test('many are never smaller than one can see', () => {
  expect(cellGrid(20, room(320, 240))).toEqual({ columns: 3, height: 128 });
  expect(cellGrid(20, room(320, 240, 2))).toEqual({ columns: 3, height: 85 });
  expect(cellGrid(1, room(320, 60))).toEqual({ columns: 1, height: 128 });
});
