import { Copy } from 'lucide-react';
import type { Run } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import type { CompareSection } from './compare-rows.ts';
import { compareCsv, compareMarkdown } from './compare-text.ts';

interface CopyMenuProps {
  runs: readonly Run[];
  sections: readonly CompareSection[];
  /** The run that the others are seen against in numbers. */
  reference: number | undefined;
}

/** The comparison as it is shown, for elsewhere. */
export function CopyMenu({ runs, sections, reference }: CopyMenuProps) {
  const copy = (text: string, done: string) =>
    void navigator.clipboard.writeText(text).then(() => showMessage(done), showError);
  return (
    <Menu
      align="end"
      entries={[
        {
          label: 'Copy as Markdown',
          onSelect: () =>
            copy(compareMarkdown(runs, sections, reference), 'Copied the comparison as Markdown'),
        },
        {
          label: 'Copy as CSV',
          onSelect: () => copy(compareCsv(runs, sections), 'Copied the comparison as CSV'),
        },
        'separator',
        {
          label: 'Copy the link',
          onSelect: () => copy(window.location.href, 'Copied the link to this comparison'),
        },
      ]}
    >
      <Button look="quiet">
        <Copy />
        Copy
      </Button>
    </Menu>
  );
}
