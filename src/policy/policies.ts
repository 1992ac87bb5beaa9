import type { RuleId } from '../rules/rule-ids';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Day, dayBefore, earlier, runsOn } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { figuresDue } from './figures-due';
import { packFaultInWords, readPack } from './pack.reader';
import type { Pack, Service } from './pack.types';
import { PolicyOnDay, type VersionedPack } from './policy-view';
import type { AuthorityPolicies, FigureDue, Policies, PolicyVersion, PolicyView } from './policy.types';

/** The pack of the national figures, which every other extends. */
export const NATIONAL_PACK = 'england';
const CODE = /^(\d{3}|E\d{8})$/;
/** A request asks for few authorities on few days; an import, for each row's. Old answers are dropped rather than kept for ever. */
const VIEWS_KEPT = 5_000;

/** One file of a pack, as it was found. */
export interface PackFile {
  readonly name: string;
  readonly text: string;
}
/** Every fault of every pack, one a line; nothing is loaded where there is one. */
export class PackFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The policy packs cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'PackFaults';
  }
}

/** The folder of the packs that come with the hub: beside this file, or in the sources where only they were compiled. */
function shippedFolder(): string {
  const beside = join(__dirname, 'packs');
  for (let folder = __dirname; !existsSync(beside); folder = dirname(folder)) {
    const inSources = join(folder, 'src', 'policy', 'packs');
    if (existsSync(inSources)) return inSources;
    if (folder === dirname(folder)) throw new Error('the folder of the shipped policy packs is missing');
  }
  return beside;
}

export function packFilesIn(folder: string): readonly PackFile[] {
  if (!existsSync(folder)) throw new PackFaults([`${folder}  The folder is not there. Make it, or change the setting that names it.`]);
  const readable = <T>(name: string, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw new PackFaults([`${name}  It cannot be read (${(error as { code?: string }).code}). Let the hub read it, or take it away.`]);
    }
  };
  return readable(folder, () => readdirSync(folder))
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => ({ name, text: readable(join(folder, name), () => readFileSync(join(folder, name), 'utf8')) }));
}
export const shippedPackFiles = (): readonly PackFile[] => packFilesIn(shippedFolder());

/** The services that every catalogue knows: those of the shipped national pack. */
export function nationalServices(): readonly Service[] {
  const file = shippedPackFiles().find(({ name }) => basename(name).replace(/\.\w+$/, '') === NATIONAL_PACK);
  const read = file ? readPack(file.text, []) : null;
  if (!read?.pack) throw new PackFaults((read?.faults ?? []).map((fault) => packFaultInWords(file?.name ?? NATIONAL_PACK, fault)));
  return read.pack.services;
}

const codesOf = ({ authority }: Pack): readonly string[] => [authority.dfe, authority.ons].filter((code) => code !== null);

/** Each version of one pack with the last day on which it decides. */
function inForce(packs: readonly Pack[]): readonly VersionedPack[] {
  const sorted = [...packs].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.map((pack, index) => {
    const next = sorted[index + 1];
    const ends = next ? dayBefore(next.from) : null;
    const to = pack.to !== null && ends !== null ? earlier(pack.to, ends) : (pack.to ?? ends);
    const { name, version, from, reviewDue, draft } = pack;
    return { pack, version: { authority: codesOf(pack)[0] ?? name, name, version, from, to, reviewDue, draft } };
  });
}

/** Which faults only show where packs stand beside each other. */
function faultsBetween(read: readonly { readonly file: string; readonly pack: Pack }[]): readonly string[] {
  return read.flatMap(({ file, pack }, index) => {
    const before = read.slice(0, index);
    const twin = before.find(({ pack: other }) => other.name === pack.name && other.version === pack.version);
    const sameDay = before.find(({ pack: other }) => other.name === pack.name && other.from === pack.from);
    const rival = before.find(({ pack: other }) => other.name !== pack.name && codesOf(other).some((code) => codesOf(pack).includes(code)));
    if (twin) return [`${file}:1:1  ${twin.file} is version ${pack.version} of ${pack.name}, too. Give this one a version of its own.`];
    if (sameDay) return [`${file}:1:1  ${sameDay.file} begins on ${pack.from}, too. A newer version of ${pack.name} begins on a later day.`];
    if (rival) return [`${file}:1:1  ${rival.file} is of the same authority under the name ${rival.pack.name}. Give both the same name.`];
    return [];
  });
}

/** Is a pack that comes with the hub set aside by a council's own: as the same version, or from the same day? */
const setAsideBy = (own: Pack, shipped: Pack): boolean => own.name === shipped.name && (own.version === shipped.version || own.from === shipped.from);

/** What of the packs that come with the hub one takes the place of, and which it cannot stand beside: a newer version of one of them does. */
export function besideShipped(file: string, own: Pack): { readonly replaced: readonly Pack[]; readonly faults: readonly string[] } {
  const services = nationalServices();
  const shipped = shippedPackFiles().flatMap(({ name, text }) => {
    const { pack } = readPack(text, services);
    return pack ? [{ file: name, pack }] : [];
  });
  return {
    replaced: shipped.filter(({ pack }) => setAsideBy(own, pack)).map(({ pack }) => pack),
    faults: faultsBetween([...shipped.filter(({ pack }) => pack.name !== own.name), { file, pack: own }]),
  };
}

/** The packs that come with the hub, without those that the council's own take the place of. */
function besideOwn(own: readonly PackFile[]): readonly PackFile[] {
  if (own.length === 0) return shippedPackFiles();
  const services = nationalServices();
  const packs = own.flatMap(({ text }) => readPack(text, services).pack ?? []);
  return shippedPackFiles().filter(({ text }) => {
    const shipped = readPack(text, services).pack;
    return !shipped || !packs.some((pack) => setAsideBy(pack, shipped));
  });
}

class LoadedPolicies implements Policies {
  private readonly byName: ReadonlyMap<string, readonly VersionedPack[]>;
  private readonly byCode: ReadonlyMap<string, readonly VersionedPack[]>;
  private readonly national: readonly VersionedPack[];
  private readonly oldestNational: VersionedPack;
  private readonly views = new Map<string, PolicyView>();

  constructor(packs: readonly Pack[]) {
    const grouped = Map.groupBy(packs, ({ name }) => name);
    this.byName = new Map([...grouped].map(([name, versions]) => [name, inForce(versions)]));
    this.byCode = new Map(
      [...this.byName.values()].flatMap((versions) => versions.flatMap((held) => codesOf(held.pack).map((code) => [code, versions] as const))),
    );
    this.national = this.byName.get(NATIONAL_PACK) ?? [];
    const [oldest] = this.national;
    if (!oldest) throw new PackFaults(['The national pack "england" is missing.']);
    this.oldestNational = oldest;
  }

  forAuthority(code: string): AuthorityPolicies {
    if (!CODE.test(code))
      throw badInput(
        'authority',
        `"${code}" is not the code of an authority. Write the three-digit DfE code, such as 384, or the ONS code, such as E08000036.`,
      );
    const own = this.byCode.get(code) ?? [];
    const authorityName = own[0]?.pack.authority.name ?? `authority ${code}`;
    return { authority: code, authorityName, on: (day) => this.viewOn(code, authorityName, own, day) };
  }

  private viewOn(code: string, name: string, own: readonly VersionedPack[], day: Day): PolicyView {
    const key = `${code} ${day}`;
    const kept = this.views.get(key);
    if (kept) return kept;
    if (this.views.size >= VIEWS_KEPT) this.views.clear();
    const begun = own === this.national ? null : (own.findLast(({ version }) => version.from <= day) ?? null);
    // Practice such as four eyes has no first day, so the oldest national version answers for days before it, without figures.
    const base = this.national.findLast(({ version }) => runsOn(version, day)) ?? this.oldestNational;
    const view = new PolicyOnDay(code, name, day, begun, base);
    this.views.set(key, view);
    return view;
  }

  versions(authority?: string | null): readonly PolicyVersion[] {
    if (authority === undefined || authority === null) return [...this.byName.values()].flat().map(({ version }) => version);
    if (!CODE.test(authority))
      throw badInput(
        'authority',
        `"${authority}" is not the code of an authority. Write the three-digit DfE code, such as 384, or the ONS code, such as E08000036.`,
      );
    const own = this.byCode.get(authority) ?? [];
    return [...new Set([...own, ...this.national])].map(({ version }) => version);
  }

  figuresDue(on: Day, withinDays: number): readonly FigureDue[] {
    return [...this.byName].flatMap(([name, versions]) => figuresDue(versions, name === NATIONAL_PACK, on, withinDays));
  }

  authoritiesWith(rule: RuleId, day: Day): readonly string[] {
    return [...this.byName.values()]
      .flatMap((versions) => versions.findLast(({ version }) => runsOn(version, day)) ?? [])
      .filter(({ pack }) => pack.rules.some((held) => held === rule))
      .map(({ version }) => version.authority)
      .sort();
  }
}

/** Reads packs from their texts. Throws PackFaults naming every fault of every file. */
export function policiesFrom(files: readonly PackFile[]): Policies {
  const faults: string[] = [];
  const read: { file: string; pack: Pack }[] = [];
  const isNational = ({ name }: PackFile): boolean => basename(name).startsWith(`${NATIONAL_PACK}.`);
  // The national codes first: every other catalogue is checked against them.
  for (const file of [...files.filter(isNational), ...files.filter((other) => !isNational(other))]) {
    const national = read.filter(({ pack }) => pack.name === NATIONAL_PACK).flatMap(({ pack }) => pack.services);
    const { pack, faults: found } = readPack(file.text, national);
    if (pack) read.push({ file: file.name, pack });
    faults.push(...found.map((fault) => packFaultInWords(file.name, fault)));
  }
  faults.push(...faultsBetween(read));
  if (faults.length > 0) throw new PackFaults(faults);
  return new LoadedPolicies(read.map(({ pack }) => pack));
}

/** The packs of the caller's folder, and those that come with the hub where that has none of the council's own. Throws PackFaults naming every fault of every file. */
export function loadPolicies({ extraDirectory }: { readonly extraDirectory?: string | undefined } = {}): Policies {
  const extra = extraDirectory ? packFilesIn(extraDirectory).map(({ name, text }) => ({ name: join(extraDirectory, name), text })) : [];
  return policiesFrom([...besideOwn(extra), ...extra]);
}
