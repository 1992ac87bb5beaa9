import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { explorerPage } from '../../src/server/explorer/page';
import type { ExplorerConfig } from '../../src/server/explorer/config';
import { startToy, type Toy } from '../server/http.toy';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const HOME = resolve(__dirname, '../..');
/** Where to keep pictures of the page, for a person to look at; none are taken without it. */
const PICTURES = process.env['EXPLORER_PICTURES'];

const headers = { Authorization: `Bearer ${'toy-token.'.repeat(30)}`, 'Purpose-Of-Use': 'DIRECT_CARE' };
const config: ExplorerConfig = {
  tabs: [
    {
      title: "One child's pool: who pays, and how it adds up",
      query: 'query OneChildsPool($streams: [String!]!) {\n  purpose\n  toyPool(streams: $streams) {\n    stream\n    pencePerYear\n  }\n}',
      variables: { streams: ['EDUCATION', 'HEALTH'] },
      headers,
    },
    { title: 'A page of pools', query: 'query PageOfPools {\n  toyPool(streams: ["CARERS"]) {\n    stream\n  }\n}', headers },
    { title: 'Why I ask', query: 'query WhyIAsk {\n  purpose\n}', headers: { ...headers, 'Purpose-Of-Use': 'REVIEW' } },
  ],
};

let toy: Toy;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let troubles: string[];
let elsewhere: string[];

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) throw new Error(`No browser at ${CHROMIUM}: install chromium, or name one in CHROMIUM.`);
  execFileSync(process.execPath, [resolve(HOME, 'scripts/build-explorer.mjs')], { stdio: 'inherit' });
  const explorer = explorerPage(resolve(HOME, 'dist/explorer'), config);
  if (!explorer) throw new Error('The explorer was not built.');
  toy = await startToy({ explorer });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
});
afterAll(async () => {
  await browser?.close();
  await toy?.stop();
});

beforeEach(async () => {
  troubles = [];
  elsewhere = [];
  context = await browser.newContext({ viewport: { width: 1440, height: 860 } });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed';
    // What a page was still loading when it was left is no trouble.
    if (why !== 'net::ERR_ABORTED') troubles.push(`${request.url()}: ${why}`);
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(`${toy.url}/`) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  await open();
});
afterEach(() => context.close());

/** Waits until both editors hold what a tab asks, and why: before that, the play button does nothing, or asks for the tab before. */
const holds = async (query: string, purpose: string): Promise<void> => {
  await page.locator('.graphiql-query-editor .view-lines').getByText(query).first().waitFor();
  await page.locator('.graphiql-editor-tool .view-lines').getByText(purpose).first().waitFor();
};
const open = async (): Promise<void> => {
  await page.goto(`${toy.url}/graphql`);
  await holds('who pays', 'DIRECT_CARE');
  await page.waitForLoadState('networkidle');
};
const tabs = () => page.getByRole('tab');
const answer = () => page.locator('.result-window .view-lines');
const press = () => page.getByRole('button', { name: /Execute query/ }).click();
const picture = async (name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: resolve(PICTURES, `${name}.png`) });
};
/** Monaco draws spaces as no-break spaces and only the lines in view. */
const shows = async (text: string): Promise<void> => {
  await answer().getByText(text).first().waitFor({ timeout: 20_000 });
};

/** Presses play until the answer is there, as a person does whose first press came before the editors had settled. */
const ask = async (text: string): Promise<void> => {
  for (let presses = 1; presses < 5; presses++) {
    await press();
    const there = await answer()
      .getByText(text)
      .first()
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
    if (there) return;
  }
  await shows(text);
};

test('a newcomer sees three tabs, presses play and reads the answer, and nothing leaves the address', async () => {
  expect(await page.title()).toBe('Pooled Budget Hub');
  expect(await tabs().allInnerTexts()).toEqual(['OneChildsPool', 'PageOfPools', 'WhyIAsk']);
  await picture('opened');
  await ask('"DIRECT_CARE"');
  await shows('"HEALTH"');
  await shows('100001');
  // The workers and the schema arrive after the first answer; what they get wrong shows a moment later.
  await page.waitForLoadState('networkidle');
  await picture('answered');
  expect(troubles).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('each tab sends its own headers, and a reload keeps the work', async () => {
  await tabs().getByText('WhyIAsk').or(page.getByText('WhyIAsk')).first().click();
  await holds('WhyIAsk', 'REVIEW');
  await ask('"REVIEW"');
  // The explorer keeps its tabs half a second after the last change.
  await page.waitForTimeout(1_000);
  await page.reload();
  await holds('WhyIAsk', 'REVIEW');
  expect(await tabs().count()).toBe(3);
  await ask('"REVIEW"');
  await page.getByText('OneChildsPool').first().click();
  await page.waitForTimeout(1_000);
  await open();
  expect(await tabs().count()).toBe(3);
  await ask('"HEALTH"');
  // A press that came too early asks for the tab before, which the hub refuses; it is pressed again.
  expect(troubles.filter((trouble) => !trouble.includes('status of 400'))).toEqual([]);
});

test('other tokens from the hub start the tabs afresh', async () => {
  await page.getByText('WhyIAsk').click();
  await page.waitForTimeout(1_000);
  const other = explorerPage(resolve(HOME, 'dist/explorer'), { tabs: config.tabs.slice(0, 2) })?.page.body.toString() ?? '';
  await page.route('**/graphql', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    return route.fulfill({ contentType: 'text/html', body: other });
  });
  await open();
  expect(await tabs().allInnerTexts()).toEqual(['OneChildsPool', 'PageOfPools']);
});

test('it is as good in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open();
  await ask('"HEALTH"');
  await picture('dark');
  expect(troubles).toEqual([]);
});

test('a query that is wrong shows what is wrong', async () => {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('query Wrong { nothingOfTheKind ');
  // The editor's suggestions lie over the play button, as they would for a person.
  await page.keyboard.press('Control+Enter');
  await shows('GRAPHQL_VALIDATION_FAILED');
  await picture('wrong');
  expect(troubles).toEqual(['Failed to load resource: the server responded with a status of 400 (Bad Request)']);
});

test('the docs open on the schema of this hub', async () => {
  await page.getByRole('button', { name: /Show Documentation Explorer/ }).click();
  await page.getByRole('link', { name: 'Query' }).first().click();
  await page.getByText('The streams of a toy pool').waitFor();
  await picture('docs');
  expect(troubles).toEqual([]);
  expect(elsewhere).toEqual([]);
});
