/** What appears beside the pointer: a name and values. An element and not markup: the page's policy forbids style attributes in it. */
export function tooltipBox(
  title: string,
  rows: readonly (readonly [label: string, value: string])[],
): HTMLElement {
  const box = document.createElement('div');
  const head = document.createElement('div');
  head.textContent = title;
  head.style.cssText = 'font-weight:600';
  box.append(head);
  for (const pair of rows) {
    const row = document.createElement('div');
    row.style.cssText = 'display:flex;gap:12px;justify-content:space-between';
    for (const words of pair) {
      const cell = document.createElement('span');
      cell.textContent = words;
      cell.style.cssText = 'max-width:220px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap';
      row.append(cell);
    }
    box.append(row);
  }
  return box;
}

/** Which row of its data the chart library says the pointer is over. */
export function hoveredIndex(hovered: unknown): number {
  const [first] = Array.isArray(hovered) ? hovered : [hovered];
  return Number((first as { dataIndex?: unknown } | undefined)?.dataIndex ?? -1);
}
