import { readClause } from './clause.ts';
import { type Entity, grammarOf } from './entities.ts';
import { FilterError } from './filter-error.ts';
import type { EntityGrammar } from './grammar.ts';
import { TokenReader } from './token-reader.ts';
import type { FilterNode } from './tree.ts';

// 10,000 run ids fit the text; the nodes stay below the 1,000 levels SQLite allows an expression.
const MAX_LENGTH = 512 * 1024;
const MAX_DEPTH = 64;
const MAX_CLAUSES = 500;

interface State {
  readonly reader: TokenReader;
  readonly grammar: EntityGrammar;
  clauses: number;
}

/**
 * Parses a search filter: MLflow's grammar for `entity`, widened by OR, NOT, brackets, IN, IS NULL and BETWEEN.
 * Blank text gives undefined, which matches everything. Throws FilterError, and nothing else, for bad text.
 */
export function parseFilter(text: string, entity: Entity): FilterNode | undefined {
  checkLength(text);
  const reader = new TokenReader(text);
  if (reader.peek().type === 'end') return undefined;
  const tree = readOr({ reader, grammar: grammarOf(entity), clauses: 0 }, 0);
  if (reader.peek().type !== 'end') reader.fail('AND, OR or the end of the filter');
  return tree;
}

function checkLength(text: string): void {
  if (text.length <= MAX_LENGTH) return;
  const problem = `The filter has ${text.length} characters; expected at most ${MAX_LENGTH}`;
  throw new FilterError(problem, MAX_LENGTH, text.length - MAX_LENGTH);
}

function readOr(state: State, depth: number): FilterNode {
  return readChain(state, 'OR', () => readAnd(state, depth));
}

function readAnd(state: State, depth: number): FilterNode {
  return readChain(state, 'AND', () => readOperand(state, depth));
}

function readChain(state: State, word: 'AND' | 'OR', operand: () => FilterNode): FilterNode {
  const first = operand();
  const others: FilterNode[] = [];
  while (state.reader.takeKeyword(word)) others.push(operand());
  const [second, ...rest] = others;
  if (second === undefined) return first;
  return { type: word === 'AND' ? 'and' : 'or', children: [first, second, ...rest] };
}

function readOperand(state: State, depth: number): FilterNode {
  const { reader } = state;
  const { start, end } = reader.peek();
  const open = reader.takeMark('(');
  if (!open && !reader.takeKeyword('NOT')) return readCountedClause(state);
  if (depth >= MAX_DEPTH) {
    const problem = `Brackets and NOT are nested too deeply; expected at most ${MAX_DEPTH} levels`;
    throw new FilterError(problem, start, end - start);
  }
  if (!open) return { type: 'not', child: readOperand(state, depth + 1) };
  const inner = readOr(state, depth + 1);
  if (!reader.takeMark(')')) reader.fail('AND, OR or )');
  return inner;
}

function readCountedClause(state: State): FilterNode {
  state.clauses += 1;
  if (state.clauses > MAX_CLAUSES) state.reader.fail(`at most ${MAX_CLAUSES} clauses in one filter`);
  return readClause(state.reader, state.grammar);
}
