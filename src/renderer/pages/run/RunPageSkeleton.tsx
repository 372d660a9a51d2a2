import { SkeletonBar } from '../../components/SkeletonBar.tsx';

/** The run's page before the run is there: its two columns, in place. */
export function RunPageSkeleton() {
  return (
    <div
      aria-busy="true"
      className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_296px] xl:grid-cols-[minmax(0,1fr)_376px]"
    >
      <div />
      <div className="border-l border-separator p-2">
        {['w-32', 'w-40', 'w-24', 'w-36'].map((width) => (
          <SkeletonBar key={width} width={width} />
        ))}
      </div>
    </div>
  );
}
