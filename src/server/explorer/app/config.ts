import type { ExplorerConfig } from '../config';

/** What the hub wrote into the page. A page opened without a hub (the build's own preview) has no tabs. */
export function readConfig(): { text: string; config: ExplorerConfig } {
  const text = document.getElementById('explorer-config')?.textContent ?? '{"tabs":[]}';
  return { text, config: JSON.parse(text) as ExplorerConfig };
}

/** A short name for a config: the same text gives the same name. It tells configs apart and protects nothing. */
function nameOf(text: string): string {
  let hash = 5381;
  for (let index = 0; index < text.length; index++) hash = (hash * 33 + text.charCodeAt(index)) >>> 0;
  return hash.toString(36);
}

/**
 * Where the explorer keeps its tabs: the browser tab's own session, so that a reload keeps the work, and closing the tab
 * forgets the tokens in the headers. A hub that hands out other tokens or queries starts afresh, never with stale tokens.
 */
export function storageFor(configText: string) {
  const prefix = `hub-explorer-${nameOf(configText)}:`;
  const ownKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key: string) => sessionStorage.getItem(prefix + key),
    setItem: (key: string, value: string) => sessionStorage.setItem(prefix + key, value),
    removeItem: (key: string) => sessionStorage.removeItem(prefix + key),
    clear: () => ownKeys().forEach((key) => sessionStorage.removeItem(key)),
    get length() {
      return ownKeys().length;
    },
  };
}

/** What the three editors of one tab hold. */
export interface EditorTab {
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
}

/** The tab that was open when the page was last left; undefined where it was not open before. */
export function activeTabIn(storage: ReturnType<typeof storageFor>): EditorTab | undefined {
  const kept = JSON.parse(storage.getItem('graphiql:tabState') ?? 'null') as { activeTabIndex: number; tabs: EditorTab[] } | null;
  return kept?.tabs[kept.activeTabIndex];
}
