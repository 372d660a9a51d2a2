const LINK = /\/runs\/([^/?#\s"',\]]+)/g;
const LINKED_LIST = /[?&]runs=([^&#\s]+)/g;
const RUN_ID = /\b[0-9a-f]{32}\b/g;

/** The runs that pasted text names: by id, by links to their pages, by links to comparisons. */
export function runIdsIn(text: string): string[] {
  const lists = [...text.matchAll(LINKED_LIST)].map(([, list = '']) => decoded(list));
  const links = [...text.matchAll(LINK)].map(([, id = '']) => decoded(id));
  const listed = lists.flatMap((list) => list.split(/[[\]",]+/));
  const bare = [...text.matchAll(RUN_ID)].map(([id]) => id);
  return [...new Set([...links, ...listed, ...bare])].filter((id) => id !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded at all: a percent sign that stands for itself.
    return text;
  }
}
