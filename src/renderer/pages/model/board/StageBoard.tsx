export function StageBoard({ name }: { name: string }) {
  return <p>{name}</p>;
}
