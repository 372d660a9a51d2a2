import { Command as Palette } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Palette.Group
      heading={heading}
      className="mb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Palette.Group>
  );
}

interface PaletteItemProps {
  value: string;
  label: string;
  onSelect: () => void;
  icon?: LucideIcon;
  beside?: ReactNode;
}

export function PaletteItem({ value, label, onSelect, icon: Icon, beside }: PaletteItemProps) {
  return (
    <Palette.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 cursor-default items-center gap-2 rounded-sm px-2 select-none data-[selected=true]:bg-selected"
    >
      {Icon ? <Icon className="text-muted" /> : <span className="size-4" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {beside}
    </Palette.Item>
  );
}
