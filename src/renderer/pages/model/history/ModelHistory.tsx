export function ModelHistory({ name }: { name: string }) {
  return <p>{name}</p>;
}
