/** What the parser of @huggingface/jinja makes of a template, as far as it is read here. */

export interface Identifier {
  type: 'Identifier';
  value: string;
}

export interface Call {
  type: 'CallExpression';
  callee: Node;
  args: Node[];
}

export interface Keyword {
  type: 'KeywordArgumentExpression';
  key: Identifier;
  value: Node;
}

export interface Tuple {
  type: 'TupleLiteral';
  value: Node[];
}

export interface Select {
  type: 'SelectExpression';
  lhs: Node;
  test: Node;
}

export interface Slice {
  type: 'SliceExpression';
  start?: Node;
  stop?: Node;
  step?: Node;
}

export interface Member {
  type: 'MemberExpression';
  object: Node;
  property: Node;
  computed: boolean;
}

export interface Binary {
  type: 'BinaryExpression';
  operator: { value: string };
  left: Node;
  right: Node;
}

export interface Filter {
  type: 'FilterExpression';
  operand: Node;
  filter: Identifier | Call;
}

export interface For {
  type: 'For';
  loopvar: Identifier | Tuple;
  iterable: Node;
  body: Node[];
  defaultBlock: Node[];
}

export interface Macro {
  type: 'Macro';
  name: Identifier;
  args: (Identifier | Keyword)[];
  body: Node[];
}

export interface CallBlock {
  type: 'CallStatement';
  call: Call;
  callerArgs: (Identifier | Keyword)[] | null;
  body: Node[];
}

export interface SetBlock {
  type: 'Set';
  assignee: Node;
  value: Node | null;
  body: Node[];
}

export interface Program {
  type: 'Program';
  body: Node[];
}

export type Node =
  | Identifier
  | Call
  | Keyword
  | Tuple
  | Select
  | Slice
  | Member
  | Binary
  | Filter
  | For
  | Macro
  | CallBlock
  | SetBlock
  | Program
  | { type: 'If'; test: Node; body: Node[]; alternate: Node[] }
  | { type: 'Ternary'; condition: Node; trueExpr: Node; falseExpr: Node }
  | { type: 'UnaryExpression'; operator: { value: string }; argument: Node }
  | { type: 'FilterStatement'; filter: Identifier | Call; body: Node[] }
  | { type: 'ArrayLiteral'; value: Node[] }
  | { type: 'ObjectLiteral'; value: Map<Node, Node> }
  | { type: 'SpreadExpression' | 'KeywordSpreadExpression'; argument: Node }
  | { type: 'StringLiteral'; value: string }
  | { type: 'IntegerLiteral' | 'FloatLiteral'; value: number }
  | { type: 'Break' | 'Continue' };

const present = (...nodes: (Node | null | undefined)[]): Node[] => nodes.filter((node) => node != null);

/** The parts of a node that are looked up or evaluated: not its names of filters, attributes and targets. */
export function childrenOf(node: Node): Node[] {
  switch (node.type) {
    case 'Program':
      return node.body;
    case 'If':
      return [node.test, ...node.body, ...node.alternate];
    case 'For':
      return [node.iterable, ...node.body, ...node.defaultBlock];
    case 'Set':
      return present(node.value, ...node.body);
    case 'Macro':
      return [...node.args, ...node.body];
    case 'CallStatement':
      return [node.call, ...(node.callerArgs ?? []), ...node.body];
    case 'FilterStatement':
      return [...filterArguments(node.filter), ...node.body];
    case 'FilterExpression':
      return [node.operand, ...filterArguments(node.filter)];
    case 'MemberExpression':
      return node.computed ? [node.object, node.property] : [node.object];
    case 'CallExpression':
      return [node.callee, ...node.args];
    case 'BinaryExpression':
      return [node.left, node.right];
    case 'SelectExpression':
      return [node.lhs, node.test];
    case 'Ternary':
      return [node.condition, node.trueExpr, node.falseExpr];
    case 'KeywordArgumentExpression':
      return [node.value];
    case 'SliceExpression':
      return present(node.start, node.stop, node.step);
    case 'UnaryExpression':
    case 'SpreadExpression':
    case 'KeywordSpreadExpression':
      return [node.argument];
    case 'ArrayLiteral':
    case 'TupleLiteral':
      return node.value;
    case 'ObjectLiteral':
      return [...node.value].flat();
    default:
      return [];
  }
}

export function filterArguments(filter: Identifier | Call): Node[] {
  return filter.type === 'CallExpression' ? filter.args : [];
}

export function filterName(filter: Identifier | Call): string {
  const named = filter.type === 'CallExpression' ? filter.callee : filter;
  return named.type === 'Identifier' ? named.value : '';
}
