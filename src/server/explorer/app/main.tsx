import './workers';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { activeTabIn, readConfig, storageFor, type EditorTab } from './config';
import { fetcher } from './fetcher';
import type { ExplorerTab } from '../config';

const asText = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value, null, 2));
const asTab = ({ title, query, variables, headers }: ExplorerTab): EditorTab => ({
  query: `# ${title}\n# Press the play button, or Ctrl and Enter, to ask.\n${query.trim()}\n`,
  variables: asText(variables),
  headers: asText(headers),
});

function Explorer() {
  const { text, config } = readConfig();
  const storage = storageFor(text);
  const tabs = config.tabs.map(asTab);
  // GraphiQL fills its editors from these alone: without them a reload would lose the open tab's variables and headers.
  const open = activeTabIn(storage) ?? tabs[0];
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      shouldPersistHeaders
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility="headers"
      {...(tabs.length > 0 ? { defaultTabs: tabs, defaultHeaders: tabs[0]?.headers ?? '' } : {})}
      {...(open ? { initialQuery: open.query ?? '', initialVariables: open.variables ?? '', initialHeaders: open.headers ?? '' } : {})}
    >
      <GraphiQL.Logo>
        <span className="hub-name">Pooled Budget Hub</span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

const place = document.getElementById('explorer');
if (!place) throw new Error('The page has no place for the explorer.');
createRoot(place).render(<Explorer />);
