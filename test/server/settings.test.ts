import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../src/settings';

const home = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(home, file), 'utf8');

describe('settings', () => {
  it('are read from the environment in one place, and nowhere else does the hub look at it', () => {
    const readers = globSync('src/**/*.{ts,tsx,mts}', { cwd: home }).filter((file) => /process\s*\.\s*env|process\[|loadEnvFile/.test(read(file)));
    expect(readers).toEqual(['src/settings.ts']);
  });

  it('are each in the README, and the README names none that is not read', () => {
    const names = new Set(
      [...read('src/settings.ts').matchAll(/'([A-Z]+(?:_[A-Z]+)*)'/g)].map(([, name]) => name ?? '').filter((name) => name.length > 3),
    );
    const table = read('README.md').split('## Settings')[1]?.split('\n##')[0] ?? '';
    const told = new Set(
      table
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name ?? '')),
    );
    expect([...told].sort()).toEqual([...names].sort());
  });
});

describe('a setting that is wrong is told in a sentence that names it and what to write', () => {
  const TABLE: readonly [environment: Readonly<Record<string, string>>, fault: RegExp][] = [
    ...['abc', '70000', '-1', '4000.5', '0x10', '1e3', '4 000'].map((PORT): [Record<string, string>, RegExp] => [
      { PORT },
      /^PORT=".+" is not a whole number from 0 to 65535\. Write/,
    ]),
    ...['abc', '-1', '1e9', '2,000', '50001'].map((SAMPLE_PEOPLE): [Record<string, string>, RegExp] => [
      { SAMPLE_PEOPLE },
      /^SAMPLE_PEOPLE=".+" is not a whole number from 0 to 50000/,
    ]),
    ...[
      'MAX_DEPTH',
      'MAX_COST',
      'MAX_ALIASES',
      'MAX_DIRECTIVES',
      'MAX_ROOT_FIELDS',
      'MAX_TOKENS',
      'MAX_QUERY_LENGTH',
      'MAX_VARIABLES',
      'RATE_PER_SECOND',
      'RATE_BURST',
      'AUDIT_SEAL_EVERY',
    ].flatMap((name) =>
      ['many', '99999999999'].map((value): [Record<string, string>, RegExp] => [
        { [name]: value },
        new RegExp(`^${name}="${value}" is not a whole number from \\d+ to \\d+`),
      ]),
    ),
    [{ RATE_PER_SECOND: '100', RATE_BURST: '10' }, /^RATE_BURST="10" is not a whole number from 100 to/],
    [{ HOST: 'http://hub.example.org' }, /^HOST="http.+" is no address to listen on\. Write/],
    [{ HOST: '127.0.0.1:80' }, /^HOST=/],
    [{ LOG_LEVEL: 'verbose' }, /^LOG_LEVEL="verbose" is none of trace, debug, info, warn, error, fatal, silent/],
    [{ NODE_ENV: 'prod' }, /^NODE_ENV="prod" is none of .+ Did you mean production\?/],
    [{ NODE_ENV: 'Production' }, /Did you mean production\?/],
    [{ NODE_ENV: 'production', DEV_TOKENS: '1' }, /^DEV_TOKENS=1 does not go with NODE_ENV=production/],
    [{ DEV_TOKENS: 'maybe' }, /^DEV_TOKENS="maybe" is neither yes nor no\. Write 1 or 0/],
    [{ NODE_ENV: 'production', DATABASE_URL: '' }, /^DATABASE_URL is set, and says nothing/],
    [{ TOKEN_ISSUER: 'https://a' }, /^TOKEN_AUDIENCE and TOKEN_JWKS_URL are missing/],
    [{ TOKEN_ISSUER: 'https://a', TOKEN_JWKS_URL: 'https://a/keys' }, /^TOKEN_AUDIENCE is missing/],
    [{ TOKEN_ISSUER: 'https://a', TOKEN_AUDIENCE: 'b', TOKEN_JWKS_URL: 'keys' }, /^TOKEN_JWKS_URL is not the address of a web server/],
    [{ TOKEN_ISSUER: 'https://a', TOKEN_AUDIENCE: 'b', TOKEN_JWKS_URL: 'file:///etc/passwd' }, /^TOKEN_JWKS_URL is not the address/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/33' }, /^TRUSTED_PROXIES: "10.0.0.0\/33" is no address and no network/],
    [{ TRUSTED_DOCUMENTS_ONLY: '1' }, /^TRUSTED_DOCUMENTS_ONLY needs the manifest/],
    [{ AUDIT_SEAL_TO: 'ftp://seals' }, /^AUDIT_SEAL_TO is not the address of a web server/],
    [{ DATABASE_URL: 'mysql://hub:s3cret@db:99999/hub' }, /^DATABASE_URL is no address of a database\. Write mysql:/],
    [{ DATABASE_URL: 'mysql://hub:s3cret%@db/hub' }, /^DATABASE_URL is no address of a database/],
    [{ DATABASE_URL: 'mysql://hub:s3cret@db' }, /^DATABASE_URL names no database on the server/],
    [{ DATABASE_URL: 'mysql://hub:s3cret@db/hub/two' }, /^DATABASE_URL names no database: "hub\/two"/],
    [{ DATABASE_URL: 'mysql:hub:s3cret@db/hub' }, /^DATABASE_URL begins with mysql:/],
    [{ DATABASE_URL: 'msyql://hub:s3cret@db/hub' }, /Did you mean mysql\?/],
    [{ DATABASE_URL: 'postgres://hub:s3cret@db/hub' }, /^DATABASE_URL begins with postgres:, which the hub does not speak/],
    [{ DATABASE_URL: 'hub.sqlite' }, /Write sqlite:hub\.sqlite/],
    [{ DATABASE_URL: 'hub:s3cret@db/hub' }, /^DATABASE_URL begins with hub:/],
    [{ DATABASE_URL: 'sqlite:' }, /^DATABASE_URL names no file/],
    [{ DATABASE_URL: 'sqlite://var/hub.sqlite' }, /^DATABASE_URL begins with sqlite:\/\//],
    [{ DATABASE_URL: 'sqlite::memory:' }, /kept nowhere/],
    [{ DATABSE_URL: 'mysql://hub:s3cret@db/hub' }, /^DATABSE_URL is no setting of the hub\. Did you mean DATABASE_URL\?/],
    [{ TOKEN_JWK_URL: 'https://a/keys' }, /^TOKEN_JWK_URL is no setting of the hub\. Did you mean TOKEN_JWKS_URL\?/],
    [{ SAMPLE_PEPOLE: '0' }, /Did you mean SAMPLE_PEOPLE\?/],
  ];
  it.each(TABLE)('%j', (environment, fault) => {
    const { faults } = readSettings(environment);
    expect(faults.filter((each) => fault.test(each))).toHaveLength(1);
    expect(faults.join()).not.toMatch(/s3cret|\n/);
  });

  it('together with every other', () => {
    expect(readSettings({ PORT: 'abc', LOG_LEVEL: 'loud', TOKEN_ISSUER: 'x', DATABASE_URL: 'x' }).faults).toHaveLength(4);
  });

  it('and one that is right, or not of the hub, is not told', () => {
    const environments: readonly Readonly<Record<string, string>>[] = [
      {},
      { NODE_ENV: 'production' },
      { PORT: '0', HOST: '::1', DATABASE_URL: 'mysql://hub:a%40b@db.example.org:3307/hub' },
      { HOST: 'localhost', DATABASE_URL: 'mariadb://hub@127.0.0.1/hub', DATABASE_URI: 'of something else', PATH: '/bin', HOSTNAME: 'x', TOKENS: '1' },
      { TOKEN_ISSUER: 'a', TOKEN_AUDIENCE: 'b', TOKEN_JWKS_URL: 'http://127.0.0.1:9/keys', AUDIT_SEAL_TO: '/mnt/seals.jsonl' },
    ];
    for (const environment of environments) expect(readSettings(environment).faults).toEqual([]);
  });

  it('made-up people are 2,000 unless told, and in production none', () => {
    const people = (environment: Readonly<Record<string, string>>): number => readSettings(environment).settings.samplePeople;
    expect([people({}), people({ DATABASE_URL: 'mysql://u@h/d' }), people({ SAMPLE_PEOPLE: '0' })]).toEqual([2000, 2000, 0]);
    expect([people({ NODE_ENV: 'production' }), people({ NODE_ENV: 'production', SAMPLE_PEOPLE: '50' })]).toEqual([0, 50]);
  });
});
