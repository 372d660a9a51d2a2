/** Stands for one line that is being loaded, in the height of a row. Appears only when loading takes a moment. */
export function SkeletonBar({ width }: { width: string }) {
  return (
    <div aria-hidden="true" className="flex h-7 animate-appear items-center px-2">
      <div className={`h-2 rounded-sm bg-selected ${width}`} />
    </div>
  );
}
