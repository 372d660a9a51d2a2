/** Names that this window has just taken from models: their pages leave, so that nothing more is read of them. */
const taken = new Set<string>();

/** Says that a model has or will have another name; until `isRead` says that the name is looked at again. */
export const takeName = (name: string): void => void taken.add(name);
export const isTaken = (name: string): boolean => taken.has(name);
export const isRead = (name: string): void => void taken.delete(name);
